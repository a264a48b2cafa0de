package dev.atscript.db.sync;

import dev.atscript.db.schema.PhysicalForeignKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes over foreign keys of somebody's that join what the model wants joined for the first time, but do something else
 * when a row goes: the model's beside them could not do what it says. Of those that stay beside one of the model's, it says
 * what they do.
 */
final class ForeignKeyTakeover {

    private final EntryDraft draft;
    private final List<PhysicalForeignKey> wanted;
    private final List<PhysicalForeignKey> theirs = new ArrayList<>();
    private final List<PhysicalForeignKey> candidates = new ArrayList<>();

    ForeignKeyTakeover(EntryDraft draft, List<PhysicalForeignKey> wanted) {
        this.draft = draft;
        this.wanted = wanted;
    }

    /**
     * Adds one of somebody's.
     *
     * @param isNew whether the model did not want before what it joins
     */
    void add(PhysicalForeignKey key, boolean isNew) {
        theirs.add(key);
        if (isNew) {
            candidates.add(key);
        }
    }

    /**
     * Finds those to take over.
     *
     * @param own what sync manages already
     */
    List<PhysicalForeignKey> find(List<PhysicalForeignKey> own) {
        List<PhysicalForeignKey> found = new ArrayList<>();
        for (PhysicalForeignKey key : wanted) {
            boolean isThere = theirs.stream().anyMatch(key::sameDefinition)
                    || own.stream().anyMatch(key::joinsSame);
            if (!isThere) {
                candidates.stream()
                        .filter(other -> key.joinsSame(other) && !key.actsAs(other))
                        .findFirst()
                        .ifPresent(other -> {
                            candidates.remove(other);
                            theirs.remove(other);
                            found.add(other);
                            draft.note(what(other) + " is taken over, and replaced by the model's, "
                                    + Descriptions.actions(key));
                        });
            }
            theirs.stream()
                    .filter(other -> key.joinsSame(other) && !key.actsAs(other))
                    .forEach(other -> draft.note(what(other) + ", which sync did not make, stays beside the model's, "
                            + Descriptions.actions(key) + ": drop it by hand, unless both are to count"));
        }
        return found;
    }

    private static String what(PhysicalForeignKey key) {
        return Descriptions.foreignKey(key) + " (" + Descriptions.actions(key) + ")";
    }
}
