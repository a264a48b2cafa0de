package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what is different about a table, and which differences stay: what other owners want, and what is taken over. */
final class TableComparison {

    private final PlanningInput input;
    private final Snapshots snapshots;
    private final Occupants occupants;
    private final RequiredRemains remains;
    private final ControlState state;
    private final Set<QualifiedName> tracked;
    private final PhysicalSchema after;
    private final Set<QualifiedName> indexNames;

    TableComparison(PlanningInput input, Snapshots snapshots, Occupants occupants) {
        this.input = input;
        this.snapshots = snapshots;
        this.occupants = occupants;
        this.remains = new RequiredRemains(input.dialect());
        this.state = input.state();
        this.tracked = state.trackedTables();
        this.after = input.renames().after();
        this.indexNames = after.tables().values().stream()
                .flatMap(table ->
                        table.indexes().stream().map(index -> table.name().withName(index.name())))
                .collect(Collectors.toUnmodifiableSet());
    }

    void compare(EntryDraft draft) {
        DesiredSchema.Table table = input.tables().get(draft.name());
        if (table == null) {
            return;
        }
        PhysicalTable actual = after.table(draft.name());
        if (actual == null) {
            create(draft, table.physical());
        } else {
            compare(draft, table.physical(), actual);
        }
    }

    private void compare(EntryDraft draft, PhysicalTable wanted, PhysicalTable actual) {
        QualifiedName liveName = input.renames().liveName(draft.name());
        boolean adopted = !tracked.contains(draft.name()) && !tracked.contains(liveName);
        PhysicalTable ours = withoutThoseOfOthers(draft, wanted, actual);
        if (adopted) {
            draft.note("existed before and is taken over");
        }
        List<Change> changes = Differ.diff(
                wanted,
                ours,
                new Differ.Rules(
                        snapshots.keptColumns(draft.name(), liveName),
                        ownForeignKeys(draft, wanted, ours, actual),
                        indexNames,
                        input.dialect()));
        tellWhatNumbers(draft, wanted, actual);
        for (Change change : changes) {
            state.others()
                    .opponentOf(change)
                    .ifPresent(owner -> draft.error(Descriptions.ofOne(change) + " cannot change, as the owner " + owner
                            + " wants it otherwise: agree on one definition"));
            if (change instanceof Change.DropColumn drop
                    && state.others()
                            .ownerOfColumn(draft.name(), drop.column().name())
                            .isPresent()) {
                draft.note("column " + drop.column().name() + " belongs to another owner and stays"
                        + remains.remark(drop.column(), actual));
            } else if (change instanceof Change.DropColumn drop
                    && (adopted
                            || snapshots.isUndecided(
                                    draft.name(), liveName, drop.column().name()))) {
                adopt(draft, drop, actual);
            } else {
                draft.add(change);
            }
        }
    }

    private static void tellWhatNumbers(EntryDraft draft, PhysicalTable wanted, PhysicalTable actual) {
        for (UnmanagedObject object : actual.unmanaged()) {
            PhysicalColumn column = wanted.column(object.column());
            if (object.kind() == UnmanagedObject.Kind.NUMBERING_DEFAULT
                    && column != null
                    && column.identity() != null) {
                draft.note("column " + column.name() + " goes on to take its numbers from " + object.name()
                        + ", as that is not the column's own, or not alone, and an identity beside it would give"
                        + " numbers twice");
            }
        }
    }

    /**
     * Those of a table's foreign keys that sync manages, or takes over now; what is remembered of them has the names from
     * before renames.
     */
    private List<PhysicalForeignKey> ownForeignKeys(
            EntryDraft draft, PhysicalTable wanted, PhysicalTable ours, PhysicalTable actual) {
        PhysicalTable live =
                Objects.requireNonNull(input.live().table(input.renames().liveName(actual.name())));
        List<PhysicalForeignKey> own = new ArrayList<>(snapshots.ownForeignKeys(actual.name(), live));
        List<PhysicalForeignKey> before = snapshots.wantedForeignKeys(actual.name(), live.name());
        ForeignKeyTakeover takeover = new ForeignKeyTakeover(draft, wanted.foreignKeys());
        List<PhysicalForeignKey> renamed = new ArrayList<>();
        List<PhysicalForeignKey> free = new ArrayList<>(ours.foreignKeys());
        for (int i = 0; i < live.foreignKeys().size(); i++) {
            PhysicalForeignKey key = live.foreignKeys().get(i);
            PhysicalForeignKey now = actual.foreignKeys().get(i);
            if (own.remove(key)) {
                renamed.add(now);
            } else if (free.remove(now)) {
                takeover.add(now, before.stream().noneMatch(key::joinsSame));
            }
        }
        renamed.addAll(takeover.find(renamed));
        return renamed;
    }

    /** The table without indexes and foreign keys that only other owners want. */
    private PhysicalTable withoutThoseOfOthers(EntryDraft draft, PhysicalTable wanted, PhysicalTable actual) {
        List<PhysicalIndex> indexes = new ArrayList<>(actual.indexes());
        indexes.removeIf(index -> !wanted.indexes().contains(index)
                && state.others()
                        .ownerOfIndex(draft.name(), index, wanted.indexes())
                        .map(owner -> keep(
                                draft,
                                "index " + index.name(),
                                owner,
                                wanted.indexes().stream()
                                        .anyMatch(other -> other.name().equals(index.name()))))
                        .isPresent());
        List<PhysicalForeignKey> keys = new ArrayList<>(actual.foreignKeys());
        keys.removeIf(key -> wanted.foreignKeys().stream().noneMatch(key::sameDefinition)
                && state.others()
                        .ownerOfForeignKey(draft.name(), key, wanted.foreignKeys())
                        .map(owner -> keep(
                                draft,
                                "foreign key (" + String.join(", ", key.columns()) + ")",
                                owner,
                                wanted.foreignKeys().stream()
                                        .anyMatch(other -> other.columns().equals(key.columns()))))
                        .isPresent());
        return actual.withIndexes(indexes).withForeignKeys(keys);
    }

    /** Says that something of another owner's stays, or that it stands in the way of ours. */
    private static String keep(EntryDraft draft, String what, String owner, boolean inTheWay) {
        if (inTheWay) {
            draft.error(
                    what + " cannot change, as the owner " + owner + " wants it otherwise: agree on one definition");
        } else {
            draft.note(what + " belongs to another owner and stays");
        }
        return owner;
    }

    private void create(EntryDraft draft, PhysicalTable table) {
        String occupant = occupants.of(table.name());
        if (occupant != null) {
            draft.error("cannot be created, as there is " + Descriptions.withArticle(occupant)
                    + " of that name: drop or rename it");
            return;
        }
        table.indexes().stream()
                .filter(this::hasRemains)
                .forEach(index -> draft.add(new Change.DropIndex(table.name(), index)));
        draft.add(new Change.CreateTable(table));
        table.indexes().forEach(index -> draft.add(new Change.CreateIndex(table.name(), index)));
        if (!input.dialect().alterations().foreignKeysInCreateTable()) {
            table.foreignKeys().forEach(key -> draft.add(new Change.AddForeignKey(table.name(), key)));
        }
    }

    /** Whether a table was dropped by hand, and its full text is still there. */
    private boolean hasRemains(PhysicalIndex index) {
        return PhysicalSchema.FULL_TEXT.equals(after.occupied().get(QualifiedName.of(index.name())));
    }

    private void adopt(EntryDraft draft, Change.DropColumn drop, PhysicalTable actual) {
        String column = drop.column().name();
        switch (input.options().adopt()) {
            case KEEP -> {
                snapshots.keep(draft.name(), column);
                draft.note(
                        "column " + column + " is not in the model and stays" + remains.remark(drop.column(), actual));
            }
            case DROP -> {
                snapshots.drop(draft.name(), column);
                draft.add(drop);
            }
            case ERROR ->
                draft.error(
                        "existed before and has a column " + column
                                + " that the model does not know: add it to the model, or set atscript.db.adopt to keep or drop");
        }
    }
}
