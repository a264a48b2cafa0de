package dev.atscript.db.sync;

import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.List;
import java.util.Map;

/**
 * What sync remembers of a table it has made or taken over; kept as JSON in the control table.
 *
 * @param table the table as the last sync left it, without what is not ours
 * @param renamedFrom previous table names whose rename is done
 * @param columnsRenamedFrom previous column names whose rename is done, by the column's name
 * @param keptColumns columns that are not ours and stay
 * @param adopted whether the table existed before sync first saw it
 */
record TableSnapshot(
        PhysicalTable table,
        List<String> renamedFrom,
        Map<String, List<String>> columnsRenamedFrom,
        List<String> keptColumns,
        boolean adopted) {
    TableSnapshot {
        renamedFrom = List.copyOf(renamedFrom);
        columnsRenamedFrom = Map.copyOf(columnsRenamedFrom);
        keptColumns = List.copyOf(keptColumns);
    }

    QualifiedName name() {
        return table.name();
    }
}
