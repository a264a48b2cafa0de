package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves that no row will point at no row: by a foreign key that is made, by one whose columns are filled, and by one that
 * stays while a table at either of its ends is made anew, since nothing of such a table is committed with rows of that
 * kind, whoever left them there.
 */
final class ForeignKeyChecks {

    private final Map<QualifiedName, EntryDraft> drafts;
    private final PhysicalSchema after;
    private final RowCounts counts;
    private final Map<QualifiedName, ChangedValues> changed;
    private final ForeignKeyTargets targets;

    /**
     * Creates checks.
     *
     * @param drafts finished but for views
     * @param after the tables after renames
     * @param changed what changed columns will hold, by table
     * @param targets knows which foreign keys point at a key
     */
    ForeignKeyChecks(
            Map<QualifiedName, EntryDraft> drafts,
            PhysicalSchema after,
            RowCounts counts,
            Map<QualifiedName, ChangedValues> changed,
            ForeignKeyTargets targets) {
        this.drafts = drafts;
        this.after = after;
        this.counts = counts;
        this.changed = changed;
        this.targets = targets;
    }

    void check() {
        for (PhysicalTable table : after.tables().values()) {
            EntryDraft draft = drafts.get(table.name());
            boolean keepsRows = draft == null || !draft.dropsTable() && !isEmptied(table.name());
            if (keepsRows) {
                keysToProve(table, draft).forEach(key -> check(table.name(), key));
            }
        }
    }

    private Set<PhysicalForeignKey> keysToProve(PhysicalTable table, @Nullable EntryDraft draft) {
        Optional<Change.RecreateTable> own = recreation(table.name());
        if (own.isPresent()) {
            return new LinkedHashSet<>(own.get().to().foreignKeys());
        }
        Set<PhysicalForeignKey> keys = new LinkedHashSet<>();
        table.foreignKeys().stream()
                .filter(key -> recreation(key.target()).isPresent())
                .forEach(keys::add);
        if (draft != null) {
            table.foreignKeys().stream()
                    .filter(key ->
                            !draft.dropsForeignKey(key) && fill(draft, key).isPresent())
                    .forEach(keys::add);
            for (Change change : draft.changes()) {
                // Somebody's key that the database does not hold rows to is put back unproved.
                if (change instanceof Change.AddForeignKey add
                        && add.foreignKey().deviation().isEmpty()) {
                    keys.add(add.foreignKey());
                }
            }
        }
        return keys;
    }

    /** What rows get in a column of a foreign key that holds NULL and becomes required. */
    private static Optional<Change.AlterColumn> fill(EntryDraft draft, PhysicalForeignKey key) {
        return draft.changesInDetail().stream()
                .filter(Change.AlterColumn.class::isInstance)
                .map(Change.AlterColumn.class::cast)
                .filter(alter -> alter.fill() != null
                        && key.columns().contains(alter.to().name()))
                .findFirst();
    }

    private void check(QualifiedName table, PhysicalForeignKey key) {
        ChangedValues own = changed.getOrDefault(table, new ChangedValues());
        ChangedValues target = changed.getOrDefault(key.target(), new ChangedValues());
        boolean isKnown = after.table(key.target()) == null || targets.pointsAtKey(key);
        if (!isKnown || !own.convert(key.columns()) || !target.convert(key.targetColumns())) {
            return;
        }
        boolean emptied = isEmptied(key.target());
        OptionalLong rows = counts.orphans(table, key, own.asMap(), target.asMap(), emptied);
        if (rows.orElse(0) > 0) {
            report(table, key, rows.getAsLong(), emptied);
        } else if (rows.isPresent()) {
            Optional.ofNullable(drafts.get(table)).ifPresent(draft -> remark(draft, key));
        }
    }

    private static void remark(EntryDraft draft, PhysicalForeignKey key) {
        String check = "no row points by " + String.join(", ", key.columns()) + " at a row that does not exist";
        draft.changes().stream()
                .filter(change -> change instanceof Change.AddForeignKey add
                                && add.foreignKey().equals(key)
                        || change instanceof Change.RecreateTable)
                .forEach(change -> draft.remarks().proves(change, check));
    }

    private void report(QualifiedName table, PhysicalForeignKey key, long rows, boolean emptied) {
        EntryDraft own = drafts.get(table);
        EntryDraft draft = own == null ? drafts.get(key.target()) : own;
        if (draft == null) {
            return;
        }
        String who = Descriptions.amount(rows, "row", "rows") + (own == null ? " of " + table : "")
                + (rows == 1 ? " points by " : " point by ") + String.join(", ", key.columns()) + " at ";
        boolean isMade = own != null && own.makesForeignKey(key);
        boolean isOfNewColumn = own != null && addsColumnOf(own, key);
        Optional<Change.AlterColumn> fill = own == null ? Optional.empty() : fill(own, key);
        if (emptied) {
            draft.error(
                    who + (rows == 1 ? "a row of " : "rows of ") + key.target()
                            + ", which is made anew without its rows: delete them before, or say @db.sync.method 'recreate' there");
        } else if (fill.isPresent()) {
            draft.error(Descriptions.amount(rows, "row", "rows") + " would point by " + String.join(", ", key.columns())
                    + " at no row of " + key.target() + ", once NULL becomes "
                    + fill.get().fill() + " there: correct those rows, choose a value that is there, or keep "
                    + fill.get().to().name() + " optional");
        } else if (isMade && after.table(key.target()) == null) {
            draft.error(who + "no row of " + key.target()
                    + ", which comes with this run and has none: let a version come first that has that table and not yet"
                    + " the foreign key, and fill it before the next");
        } else if (isMade && counts.rows(key.target()) == 0) {
            draft.error(who + "no row of " + key.target() + ", which has none: fill that table before"
                    + (isOfNewColumn ? ", or let the new column be optional" : ", or correct or delete them"));
        } else if (isOfNewColumn) {
            draft.error(Descriptions.amount(rows, "row", "rows") + " would point by " + String.join(", ", key.columns())
                    + " at no row of " + key.target()
                    + ": let them get what is there, or the new column be optional");
        } else {
            draft.error(who + "no row of " + key.target()
                    + (isMade ? "" : ", which keeps a table at an end of that foreign key from being made anew")
                    + ": correct or delete them");
        }
    }

    /** Whether a column of it comes with the plan, so that no row can be corrected before. */
    private static boolean addsColumnOf(EntryDraft draft, PhysicalForeignKey key) {
        return draft.changesInDetail().stream()
                .anyMatch(change -> change instanceof Change.AddColumn add
                        && key.columns().contains(add.column().name()));
    }

    private boolean isEmptied(QualifiedName table) {
        return recreation(table).filter(made -> !made.keepRows()).isPresent();
    }

    private Optional<Change.RecreateTable> recreation(QualifiedName table) {
        EntryDraft draft = drafts.get(table);
        return draft == null ? Optional.empty() : draft.recreation();
    }
}
