package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Refuses the names that indexes, foreign keys and tables cannot have, as something else has them. */
final class TakenNames {

    private final Map<QualifiedName, EntryDraft> drafts;
    private final PlannedRenames renames;
    private final Occupants occupants;
    private final Dialect dialect;

    /** The tables that have managed indexes which take a name, by that name as the database compares it. */
    private final Map<QualifiedName, Set<QualifiedName>> holders = new HashMap<>();

    /** The names that indexes of ours leave or have left, as the database compares them. */
    private final Set<QualifiedName> left = new HashSet<>();

    TakenNames(Map<QualifiedName, EntryDraft> drafts, PlanningInput input, Occupants occupants) {
        this.drafts = drafts;
        this.renames = input.renames();
        this.occupants = occupants;
        this.dialect = input.dialect();
        renames.after()
                .tables()
                .values()
                .forEach(table -> table.indexes().stream()
                        .flatMap(index -> taken(table.name(), index))
                        .forEach(name -> holders.computeIfAbsent(name, key -> new LinkedHashSet<>())
                                .add(table.name())));
        drafts.values().stream()
                .flatMap(draft -> draft.changesInDetail().stream())
                .filter(Change.DropIndex.class::isInstance)
                .map(Change.DropIndex.class::cast)
                .flatMap(drop -> taken(drop.table(), drop.index()))
                .forEach(left::add);
        input.live().tables().values().stream()
                .flatMap(table -> table.indexes().stream().flatMap(index -> taken(table.name(), index)))
                .forEach(left::add);
    }

    void refuse(EntryDraft draft) {
        for (Change change : draft.changes()) {
            if (change instanceof Change.CreateIndex create) {
                refuse(draft, create.index(), "created");
            } else if (change instanceof Change.RenameIndex rename && !renames.makes(change)) {
                refuse(draft, rename.index().withName(rename.to()), "called so");
            } else if (change instanceof Change.AddForeignKey add) {
                refuse(draft, add.foreignKey(), add.foreignKey().name());
            } else if (change instanceof Change.RenameForeignKey rename) {
                refuse(draft, rename.foreignKey(), rename.to());
            } else if (change instanceof Change.RenameTable rename) {
                refuse(draft, rename);
            }
        }
    }

    private void refuse(EntryDraft draft, PhysicalIndex index, String what) {
        String inTheWay = inTheWay(draft, index);
        if (inTheWay != null) {
            draft.error(
                    "index " + index.name() + " cannot be " + what + ", as " + inTheWay + ": drop or rename that one");
        }
    }

    /** Constraints of one table have names of their own, where names tell them apart. */
    private void refuse(EntryDraft draft, PhysicalForeignKey key, String name) {
        PhysicalTable table = renames.after().table(draft.name());
        if (table == null || !dialect.renaming().renamesConstraints()) {
            return;
        }
        boolean isKey =
                table.primaryKey() != null && name.equals(table.primaryKey().name());
        boolean isTaken = table.unmanaged().stream()
                .anyMatch(object ->
                        (object.kind() == UnmanagedObject.Kind.CHECK || object.kind() == UnmanagedObject.Kind.UNIQUE)
                                && object.name().equals(name));
        if (isKey || isTaken) {
            draft.error(Descriptions.foreignKey(key) + " cannot be called " + name
                    + ", as there is a constraint of that name, which sync did not make: rename that one");
        }
    }

    private @Nullable String inTheWay(EntryDraft draft, PhysicalIndex index) {
        Dialect.IndexNames names = dialect.namesOf(index);
        for (String name : names.relations()) {
            QualifiedName relation = draft.name().withName(name);
            Set<QualifiedName> tables = holders.getOrDefault(key(relation), Set.of());
            for (QualifiedName holder : tables) {
                if (!holder.equals(draft.name()) && !isFreed(holder, relation)) {
                    return holder + " has one of that name";
                }
            }
            String occupant = occupants.isTable(relation)
                    ? "table"
                    : tables.isEmpty() && !left.contains(key(relation)) ? occupants.of(relation) : null;
            if (occupant != null) {
                return "there is " + Descriptions.withArticle(occupant) + " called " + name;
            }
        }
        for (String name : names.triggers()) {
            QualifiedName other = occupants.tableOfTrigger(name);
            if (other != null && !other.equals(draft.name())) {
                return other + " has a trigger called " + name;
            }
        }
        return null;
    }

    private boolean isFreed(QualifiedName holder, QualifiedName relation) {
        EntryDraft draft = drafts.get(holder);
        PhysicalTable table = renames.after().table(holder);
        return draft != null
                && table != null
                && !draft.dropsTable()
                && table.indexes().stream()
                        .filter(index -> taken(holder, index).anyMatch(key(relation)::equals))
                        .allMatch(draft::frees);
    }

    /** The names that an index takes, as the database compares them. */
    private Stream<QualifiedName> taken(QualifiedName table, PhysicalIndex index) {
        return dialect.namesOf(index).relations().stream().map(name -> key(table.withName(name)));
    }

    private QualifiedName key(QualifiedName name) {
        return name.withName(dialect.key(name.name()));
    }

    private void refuse(EntryDraft draft, Change.RenameTable rename) {
        String occupant = occupants.of(rename.to());
        if (rename.to().equals(draft.name()) && occupant != null) {
            draft.error("cannot be renamed from " + renames.liveName(draft.name()) + ", as there is "
                    + Descriptions.withArticle(occupant) + " of that name: drop or rename it");
        }
    }
}
