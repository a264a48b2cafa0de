package dev.atscript.db.sync;

import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What sync remembers of a table it has made or taken over; kept as JSON in the control table.
 *
 * @param table the table as the model of the last sync wants it, without what is not ours
 * @param left the table as the last sync left it, without what is not ours, where a safe run left some of it out; null
 *     where it is as the model wants it
 * @param renamedFrom previous table names whose rename is done
 * @param columnsRenamedFrom previous column names whose rename is done, by the column's name
 * @param keptColumns columns that are not ours and stay
 * @param undecidedColumns columns that are not ours, which a safe run has left though they were to go: the option of the run that
 *     would drop them says what becomes of them; null in what was stored before they were remembered
 * @param takenOver foreign keys that somebody made, and that are what the model wants: ours from then on; null in what
 *     was stored before they were remembered
 * @param adopted whether the table existed before sync first saw it
 */
record TableSnapshot(
        PhysicalTable table,
        @Nullable PhysicalTable left,
        List<String> renamedFrom,
        Map<String, List<String>> columnsRenamedFrom,
        List<String> keptColumns,
        @Nullable List<String> undecidedColumns,
        @Nullable List<PhysicalForeignKey> takenOver,
        boolean adopted)
        implements Snapshot {
    TableSnapshot {
        Objects.requireNonNull(table, "no table");
        renamedFrom = List.copyOf(renamedFrom);
        columnsRenamedFrom = Map.copyOf(columnsRenamedFrom);
        keptColumns = List.copyOf(keptColumns);
        undecidedColumns = undecidedColumns == null ? null : List.copyOf(undecidedColumns);
        takenOver = takenOver == null ? null : List.copyOf(takenOver);
    }

    /**
     * Those of a table's foreign keys that were taken over.
     *
     * @param live the table's foreign keys
     */
    List<PhysicalForeignKey> takenOverOf(List<PhysicalForeignKey> live) {
        // What was stored before they were remembered tells what the model wanted.
        return takenOver == null ? ForeignKeyMatch.of(table.foreignKeys(), live).takenOver() : takenOver;
    }

    /** The table as the last sync left it. */
    PhysicalTable asLeft() {
        return left == null ? table : left;
    }

    /** The table as the model wants it, and as a safe run has left it. */
    Stream<PhysicalTable> states() {
        return Stream.of(table, asLeft());
    }

    /** Whether a column is one of those that are not ours, and that a safe run has left though they were to go. */
    boolean isUndecided(String column) {
        return undecidedColumns != null && undecidedColumns.contains(column);
    }

    /** The same of a table that is left so, with these foreign keys taken over, and these columns not ours, but to go. */
    TableSnapshot withLeft(PhysicalTable other, List<PhysicalForeignKey> keys, List<String> undecided) {
        return new TableSnapshot(table, other, renamedFrom, columnsRenamedFrom, keptColumns, undecided, keys, adopted);
    }

    QualifiedName name() {
        return table.name();
    }
}
