package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.List;

/** Tells of columns that stay required although the model does not ask for a value there: its inserts would fail. */
final class RequiredRemains {

    private final Dialect dialect;

    RequiredRemains(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Says of each column that a safe run leaves, or leaves required, that inserts have to name it. */
    void note(EntryDraft draft, PhysicalTable actual) {
        for (Change change : draft.skipped()) {
            if (change instanceof Change.DropColumn drop && staysRequired(drop.column(), actual)) {
                draft.note(remark(drop.column().name(), "stays"));
            } else if (change instanceof Change.AlterColumn alter
                    && staysRequired(alter.from(), actual)
                    && !alter.to().needsValue()) {
                draft.note(remark(alter.to().name(), "stays as it is"));
            }
        }
    }

    private static String remark(String column, String stays) {
        return "column " + column + " " + stays
                + " for now and is required, so that inserts fail that give it no value: let a version before this one"
                + " make it optional, or give it a @db.default";
    }

    /**
     * What is to be said of a column that stays as it is not ours alone, and is no key of ours; empty where inserts need not
     * name it.
     */
    String remark(PhysicalColumn column, PhysicalTable table) {
        return isRequired(column, table)
                ? "; it is required, so that inserts fail that give it no value: make it optional by hand, or give it a default"
                : "";
    }

    private boolean staysRequired(PhysicalColumn column, PhysicalTable table) {
        return !isNumberedAnyhow(column, table, dialect) && isRequired(column, table);
    }

    /** Whether the database numbers a column although nothing says so, as it is an integer and the whole key. */
    static boolean isNumberedAnyhow(PhysicalColumn column, PhysicalTable table, Dialect dialect) {
        return dialect.alterations().numbersOnlyTheKey()
                && table.primaryKey() != null
                && table.primaryKey().deviation().isEmpty()
                && table.primaryKeyColumns().equals(List.of(column.name()))
                && column.type().equals("INTEGER");
    }

    private static boolean isRequired(PhysicalColumn column, PhysicalTable table) {
        boolean refusesNull = table.unmanaged().stream()
                .filter(object -> object.kind() == UnmanagedObject.Kind.REQUIRED_OF_NEW_ROWS)
                .anyMatch(object -> object.column().equals(column.name()));
        return (refusesNull ? column.asRequired() : column).needsValue();
    }
}
