package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks after what is not ours: nothing of it goes, or breaks, with a column or a table. */
final class Bystanders {

    private final Map<QualifiedName, EntryDraft> drafts;
    private final PlannedRenames renames;
    private final Dialect dialect;
    private final Map<QualifiedName, TableSnapshot> snapshots;
    private final ChildColumns children;

    Bystanders(Map<QualifiedName, EntryDraft> drafts, PlanningInput input) {
        this.drafts = drafts;
        this.renames = input.renames();
        this.dialect = input.dialect();
        this.snapshots = input.state().snapshots();
        this.children = new ChildColumns(drafts.values(), input);
    }

    void protect(EntryDraft draft) {
        refuseWhereInherited(draft);
        children.protect(draft);
        for (Change change : draft.changes()) {
            if (change instanceof Change.DropColumn drop) {
                refuseWhereUsed(draft, drop);
                refuseWhereForeignKeyStands(draft, drop);
            } else if (change instanceof Change.DropTable drop) {
                refuseWhereNeeded(draft, drop.definition());
                tellWhatGoesToo(draft, drop.definition().unmanaged());
            } else if (change instanceof Change.AddColumn add) {
                refuseWhereChildHasIt(draft, add.column().name(), add.column());
            } else if (change instanceof Change.AlterColumn alter) {
                refuseWhereTypeIsUsed(draft, alter);
                refuseWhereDomainIsLeft(draft, alter);
                tellWhatNumbersNoLonger(draft, alter);
            } else if (change instanceof Change.RenameColumn rename) {
                refuseWhereChildHasIt(draft, rename.to(), null);
            }
        }
        PhysicalTable table = renames.after().table(draft.name());
        if (table != null && draft.changes().stream().anyMatch(Bystanders::isOfRow)) {
            tellFunctionsOfRows(draft, table.unmanaged());
        }
    }

    /** Tells of triggers that may fire as rows are filled in place: whatever writes to the table fires them, a plan too. */
    static void tellWhatFires(EntryDraft draft, PhysicalTable table) {
        List<String> triggers = table.unmanaged().stream()
                .filter(object -> object.kind() == UnmanagedObject.Kind.TRIGGER)
                .map(UnmanagedObject::name)
                .sorted()
                .toList();
        for (Change change : draft.changes()) {
            if (!triggers.isEmpty() && change instanceof Change.AlterColumn alter && alter.fill() != null) {
                draft.note("rows are updated to give column " + alter.to().name() + " a value, which may fire "
                        + (triggers.size() == 1 ? "the trigger " : "the triggers ") + String.join(", ", triggers));
            }
        }
    }

    private static boolean isOfRow(Change change) {
        return change instanceof Change.AddColumn
                || change instanceof Change.DropColumn
                || change instanceof Change.AlterColumn alter && alter.aspects().contains(Change.Aspect.TYPE);
    }

    /** Tells of functions that may return other columns than the rows of a table or view will have. */
    static void tellFunctionsOfRows(EntryDraft draft, List<UnmanagedObject> unmanaged) {
        unmanaged.stream()
                .filter(object -> object.kind() == UnmanagedObject.Kind.ROW_FUNCTION_OF_TEXT)
                .forEach(object ->
                        draft.note(object.name() + " returns its rows by a text that may list the columns they"
                                + " have now, which the database does not follow: if it does, change it as well"));
    }

    /** A change of a parent's column is one of the child's too, and neither can be made twice. */
    private void refuseWhereInherited(EntryDraft draft) {
        children.parentsThatChangeToo(draft)
                .forEach(parent -> draft.error("inherits its columns from " + renames.liveName(parent.name())
                        + ", whose columns change as well: change both by hand, or let it no longer inherit"));
    }

    /** What a parent gets, its children get, unless they have something else of that name. */
    private void refuseWhereChildHasIt(EntryDraft draft, String name, @Nullable PhysicalColumn added) {
        PhysicalTable table = renames.after().table(draft.name());
        if (table == null) {
            return;
        }
        for (UnmanagedObject object : table.unmanaged()) {
            if (object.kind() == UnmanagedObject.Kind.CHILD) {
                renames.after().tables().values().stream()
                        .filter(child -> child.name().toString().equals(object.name()))
                        .flatMap(child -> Stream.ofNullable(child.column(name)))
                        .flatMap(column -> Stream.ofNullable(obstacle(column, added)))
                        .forEach(obstacle -> draft.error("can have no column " + name + ", as " + object.name()
                                + ", which inherits from it, has one " + obstacle));
            }
        }
    }

    /** What rows get that have no value is, for a moment, the default of the whole family. */
    private static @Nullable String obstacle(PhysicalColumn own, @Nullable PhysicalColumn added) {
        if (added == null || !merges(own, added)) {
            return "of another kind: rename that one";
        }
        return added.needsValue() && own.defaultValue() != null
                ? "with a default of its own, which would go: drop that before (ALTER TABLE … ALTER COLUMN … DROP DEFAULT), and"
                        + " set it again afterwards"
                : null;
    }

    private static boolean merges(PhysicalColumn own, PhysicalColumn added) {
        return own.type().equals(added.type())
                && own.collation().equals(added.collation())
                && (added.nullable() || !own.nullable());
    }

    /** The database would drop an index, a constraint or the like together with the column, and say nothing. */
    private void refuseWhereUsed(EntryDraft draft, Change.DropColumn drop) {
        PhysicalTable table = renames.after().table(draft.name());
        if (table == null) {
            return;
        }
        String column = renames.liveColumn(draft.name(), drop.column().name());
        of(table, UnmanagedObject.Kind.USER_OF_COLUMN, column)
                .forEach(object -> draft.error("column " + drop.column().name() + " cannot be dropped, as "
                        + object.name() + ", which sync did not make, stands on it: drop that one first"));
    }

    /** A foreign key would go with the column at either of its ends, or stay and point at nothing. */
    private void refuseWhereForeignKeyStands(EntryDraft draft, Change.DropColumn drop) {
        String column = drop.column().name();
        for (PhysicalTable other : renames.after().tables().values()) {
            for (PhysicalForeignKey key : other.foreignKeys()) {
                boolean from = other.name().equals(draft.name())
                        && key.columns().contains(column)
                        && !(dialect.alterations().foreignKeysInCreateTable() && goesAltogether(key, draft));
                boolean to = key.target().equals(draft.name())
                        && key.targetColumns().contains(column)
                        && !(other.name().equals(draft.name()) && key.columns().contains(column));
                if ((from || to) && stays(other.name(), key)) {
                    draft.error("column " + column + " cannot be dropped, as " + Descriptions.foreignKey(key) + " of "
                            + other.name() + " stands on it: drop that one first");
                }
            }
        }
    }

    /** Whether no column that is kept is a part of it. */
    private static boolean goesAltogether(PhysicalForeignKey key, EntryDraft draft) {
        return key.columns().stream()
                .allMatch(column -> draft.changesInDetail().stream()
                        .anyMatch(change -> change instanceof Change.DropColumn drop
                                && drop.column().name().equals(column)));
    }

    private boolean stays(QualifiedName table, PhysicalForeignKey key) {
        EntryDraft draft = drafts.get(table);
        return draft == null || !draft.dropsTable() && (!draft.dropsForeignKey(key) || draft.addsForeignKey(key));
    }

    private void refuseWhereTypeIsUsed(EntryDraft draft, Change.AlterColumn alter) {
        PhysicalTable table = renames.after().table(draft.name());
        boolean same = alter.from().type().equals(alter.to().type())
                && alter.from().collation().equals(alter.to().collation());
        if (table == null || same) {
            return;
        }
        String column = renames.liveColumn(draft.name(), alter.to().name());
        of(table, UnmanagedObject.Kind.USER_OF_TYPE, column)
                .forEach(object -> draft.error("column " + alter.to().name() + " cannot change its type, as "
                        + object.name() + ", which sync did not make, stands on it: drop that one before, and make it"
                        + " again afterwards"));
    }

    /** Rows that a domain of somebody's refuses would be taken from then on; one that the model gave can be taken back. */
    private void refuseWhereDomainIsLeft(EntryDraft draft, Change.AlterColumn alter) {
        PhysicalTable table = renames.after().table(draft.name());
        if (table == null || alter.from().type().equals(alter.to().type()) || wasWanted(draft, alter)) {
            return;
        }
        String column = renames.liveColumn(draft.name(), alter.to().name());
        of(table, UnmanagedObject.Kind.DOMAIN, column)
                .forEach(object -> draft.error("column " + alter.to().name() + " cannot change its type, as the domain "
                        + object.name() + ", which sync did not give it, has constraints (" + object.sql()
                        + ") that would no longer hold: declare the column with that type, or change its type by hand"
                        + " before"));
    }

    private static Stream<UnmanagedObject> of(PhysicalTable table, UnmanagedObject.Kind kind, String column) {
        return table.unmanaged().stream()
                .filter(object -> object.kind() == kind && object.column().equals(column));
    }

    private boolean wasWanted(EntryDraft draft, Change.AlterColumn alter) {
        TableSnapshot snapshot = snapshots.get(renames.liveName(draft.name()));
        PhysicalColumn wanted = snapshot == null
                ? null
                : snapshot.table()
                        .column(renames.liveColumn(draft.name(), alter.to().name()));
        return wanted != null && wanted.type().equals(alter.from().type());
    }

    private static void refuseWhereNeeded(EntryDraft draft, PhysicalTable table) {
        table.unmanaged().stream()
                .filter(object -> object.kind() == UnmanagedObject.Kind.USER_OF_TABLE)
                .forEach(object -> draft.error("cannot be dropped, as " + object.name()
                        + ", which sync did not make, needs it: drop that one first"));
    }

    /** Tells of what goes with a table or view. */
    static void tellWhatGoesToo(EntryDraft draft, List<UnmanagedObject> unmanaged) {
        for (UnmanagedObject object : unmanaged) {
            switch (object.kind()) {
                case INDEX -> draft.note("index " + object.name() + ", which sync did not make, goes with it");
                case POLICY -> draft.note("policy " + object.name() + ", which sync did not make, goes with it");
                case TRIGGER ->
                    draft.note((object.sql().startsWith("CREATE RULE ") ? "rule " : "trigger ") + object.name()
                            + ", which sync did not make, goes with it");
                default -> {
                    // A part of the table itself.
                }
            }
        }
    }

    private void tellWhatNumbersNoLonger(EntryDraft draft, Change.AlterColumn alter) {
        PhysicalTable table = renames.after().table(draft.name());
        if (table == null || !alter.beginsNumbering()) {
            return;
        }
        String column = alter.to().name();
        of(table, UnmanagedObject.Kind.REPLACEABLE_SEQUENCE, column)
                .forEach(object -> draft.note("the identity of column " + column + " takes the place of its sequence "
                        + object.name() + ", with the name, steps, comment and privileges"));
        of(table, UnmanagedObject.Kind.SEQUENCE_LIMITS, column)
                .forEach(object -> draft.note(object.name() + " of the sequence of column " + column
                        + " goes, as an identity counts up to the limits of its type"));
    }
}
