package dev.atscript.db.sync;

import dev.atscript.db.dialect.RowCount;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.Change.Aspect;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proves on the live data, before anything is applied, that a change can be made and keeps every value; where it cannot,
 * the draft gets an error that counts the rows and says what to do.
 */
final class DataChecks {

    private final RowCounts counts;
    private final SyncOptions.Backfill backfill;
    private final EntryDraft draft;
    private final PhysicalTable actual;
    private final RefusedRows refused;
    private final ChangedValues values = new ChangedValues();
    private final IndexChecks indexes;

    /**
     * Creates the checks of one table that exists.
     *
     * @param draft its changes
     * @param actual the table as it is, after renames
     */
    DataChecks(RowCounts counts, SyncOptions.Backfill backfill, EntryDraft draft, PhysicalTable actual) {
        this.counts = counts;
        this.backfill = backfill;
        this.draft = draft;
        this.actual = actual;
        this.refused = new RefusedRows(draft);
        this.indexes = new IndexChecks(counts, draft, actual, values);
    }

    /**
     * Checks the draft's changes, and fills in what the options allow to be filled in; foreign keys are left to
     * {@link ForeignKeyChecks}, as they take two tables.
     *
     * @return what changed columns will hold
     */
    ChangedValues check() {
        draft.replaceAll(change -> {
            if (change instanceof Change.AddColumn add) {
                return checked(add);
            }
            return change instanceof Change.AlterColumn alter ? checked(alter) : change;
        });
        draft.changes().forEach(this::addValue);
        indexes.check();
        return values;
    }

    private Change checked(Change.AddColumn change) {
        PhysicalColumn column = change.column();
        if (column.nullable() || column.defaultValue() != null || column.identity() != null) {
            return change;
        }
        long rows = counts.rows(draft.name());
        if (rows == 0) {
            draft.remarks().proves(change, "the table has no rows");
            return change;
        }
        String zero = zeroValue(column);
        if (zero != null) {
            Change.AddColumn filled = new Change.AddColumn(change.table(), column, zero);
            draft.remarks().proves(filled, Descriptions.amount(rows, "row gets ", "rows get ") + zero);
            return filled;
        }
        refused.refuse(
                rows,
                "would have no value in the new required column " + column.name(),
                target(column)
                        .map(target -> "make it optional, or give it a @db.default that is there in " + target)
                        .orElseGet(() -> remedyForNew(column, rows)));
        return change;
    }

    /** What a column that comes points at. */
    private Optional<QualifiedName> target(PhysicalColumn column) {
        return draft.changesInDetail().stream()
                .filter(Change.AddForeignKey.class::isInstance)
                .map(change -> ((Change.AddForeignKey) change).foreignKey())
                .filter(key -> key.columns().contains(column.name()))
                .map(PhysicalForeignKey::target)
                .findFirst();
    }

    private Change checked(Change.AlterColumn change) {
        PhysicalColumn from = change.from();
        PhysicalColumn to = change.to();
        if (change.aspects().contains(Aspect.TYPE)) {
            checkConversion(change);
        }
        boolean becomesRequired = from.nullable() && !to.nullable();
        if (!becomesRequired) {
            return change;
        }
        long nulls = counts.nulls(draft.name(), to.name());
        if (nulls == 0) {
            draft.remarks().proves(change, "no row holds NULL in " + to.name());
            return change;
        }
        String fill = to.defaultValue() != null ? to.defaultValue() : zeroValue(to);
        if (fill != null) {
            Change.AlterColumn filled = new Change.AlterColumn(change.table(), from, to, fill, change.carriedOver());
            draft.remarks()
                    .proves(
                            filled,
                            Descriptions.amount(nulls, "row that holds", "rows that hold") + " NULL in " + to.name()
                                    + (nulls == 1 ? " gets " : " get ") + fill);
            return filled;
        }
        refused.refuse(nulls, "hold NULL in " + to.name() + ", which becomes required", remedyForNull(to, nulls));
        return change;
    }

    private void checkConversion(Change.AlterColumn change) {
        PhysicalColumn from = change.from();
        PhysicalColumn to = change.to();
        RowCount lossy = counts.lossy(draft.name(), from, to);
        if (lossy == null) {
            return;
        }
        if (lossy.rows() == 0) {
            draft.remarks().proves(change, "every value of " + to.name() + " is one of " + to.type());
        } else {
            values.doesNotConvert(to.name());
        }
        refused.refuse(
                lossy,
                "hold a value of " + to.name() + " that " + to.type() + " cannot keep (it is " + Descriptions.type(from)
                        + " now)",
                counts.remedyForLoss(from, to));
        long number = counts.numberBeyond(draft.name(), from, to);
        if (number > 0) {
            draft.error("column " + to.name() + " cannot become " + to.type() + ", as its numbering is at " + number
                    + ", or may go that far: give its sequence a smaller number (ALTER TABLE … ALTER COLUMN … RESTART,"
                    + " SET START, SET MAXVALUE), or choose a type that holds it");
        }
    }

    /** What rows get that have no value; null where they get nothing. */
    private @Nullable String zeroValue(PhysicalColumn column) {
        return backfill == SyncOptions.Backfill.ZERO_VALUES ? column.zeroValue() : null;
    }

    private String remedyForNew(PhysicalColumn column, long rows) {
        return wouldShare(column, rows)
                ? "make it optional, and give each row a value of its own before it becomes required"
                : remedy("give it a @db.default", "make it optional", column);
    }

    private String remedyForNull(PhysicalColumn column, long rows) {
        return wouldShare(column, rows)
                ? "give each a value of its own, or keep it optional"
                : remedy("give them a value, give it a @db.default", "keep it optional", column);
    }

    /** One value for all rows is one too few where they may not share it. */
    private boolean wouldShare(PhysicalColumn column, long rows) {
        return rows > 1 && indexes.isUnique(column.name());
    }

    private String remedy(String first, String last, PhysicalColumn column) {
        if (backfill == SyncOptions.Backfill.ZERO_VALUES) {
            return first + ", or " + last + " (its type has no zero value)";
        }
        return column.zeroValue() == null
                ? first + ", or " + last
                : first + ", " + last + ", or set atscript.db.backfill=zero-values";
    }

    /** Remembers what a changed column will hold. */
    private void addValue(Change change) {
        if (change instanceof Change.AddColumn add) {
            counts.valueOf(add).ifPresent(value -> values.put(add.column().name(), value));
        } else if (change instanceof Change.AlterColumn alter
                && (alter.aspects().contains(Aspect.TYPE)
                        || alter.aspects().contains(Aspect.COLLATION)
                        || alter.fill() != null)) {
            values.put(alter.to().name(), counts.valueOf(alter));
        }
    }

    /**
     * Checks that the changed values meet what somebody asks of them, once it is known that each change can be made.
     *
     * @param belongings what is not ours of the table, by the names before renames
     */
    void checkConditions(List<UnmanagedObject> belongings) {
        boolean changesValues = actual.columns().stream().anyMatch(column -> values.changes(column.name()));
        if (!changesValues || !values.convert(values.asMap().keySet())) {
            return;
        }
        for (UnmanagedObject object : belongings) {
            String condition = CheckConditions.of(object);
            if (condition != null) {
                refused.refuse(
                        counts.breaking(actual, condition, values.asMap()),
                        "would break the constraint " + name(object) + ", which sync did not make",
                        "give them other values, or drop that constraint before");
            }
            UniqueIndexSql.of(object)
                    .ifPresent(index -> refused.refuse(
                            counts.sharing(actual, index, values.asMap()),
                            "would share what the unique index " + object.name()
                                    + ", which sync did not make, keeps apart",
                            "make them differ, or drop that index before"));
        }
    }

    /**
     * Checks that new rows which rely on a new default meet what somebody asks of them, as far as that is about the one column.
     *
     * @param belongings what is not ours of the table, by the names before renames
     */
    void checkDefaults(List<UnmanagedObject> belongings) {
        for (Change change : draft.changes()) {
            if (change instanceof Change.AlterColumn alter
                    && alter.aspects().contains(Aspect.DEFAULT)
                    && alter.to().defaultValue() != null) {
                belongings.stream()
                        .filter(object -> counts.breaksAsDefault(actual, alter, object))
                        .forEach(object -> draft.error("the default that column "
                                + alter.to().name() + " gets would break the constraint " + name(object)
                                + ", which sync did not make, so that inserts which rely on it fail: choose another default, or"
                                + " drop that constraint before"));
            }
        }
    }

    private static String name(UnmanagedObject constraint) {
        return constraint.name().isEmpty() ? constraint.sql() : constraint.name();
    }
}
