package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.model.SyncMethod;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every step of planning starts from.
 *
 * @param dialect of the database
 * @param options of the run
 * @param state what the control table says
 * @param desired the schema as it should be, its names spelled as the live one spells them
 * @param tables the desired tables by name; of two of one name the first
 * @param live the database as it is
 * @param renames the renames still to be made, and the database after them
 */
record PlanningInput(
        Dialect dialect,
        SyncOptions options,
        ControlState state,
        DesiredSchema desired,
        Map<QualifiedName, DesiredSchema.Table> tables,
        PhysicalSchema live,
        PlannedRenames renames) {
    PlanningInput {
        tables = Map.copyOf(tables);
    }

    static PlanningInput of(
            Dialect dialect,
            DesiredSchema desired,
            PhysicalSchema live,
            ControlState state,
            SyncOptions options,
            LiveQuery query) {
        DesiredSchema normalised = Normalisation.of(desired, live);
        Map<QualifiedName, DesiredSchema.Table> tables = new HashMap<>();
        normalised.tables().forEach(table -> tables.putIfAbsent(table.name(), table));
        PhysicalSchema known = withoutPartitions(live, normalised, state);
        PlannedRenames renames = Renames.find(normalised, known, state, dialect);
        return new PlanningInput(
                dialect,
                options,
                state,
                normalised,
                tables,
                known,
                renames.with(dialect.renaming().afterRenames(renames.after(), renames.changes(), query)));
    }

    /** A partition is known by foreign keys only: it is no table that the model, or what is remembered, may mean. */
    private static PhysicalSchema withoutPartitions(PhysicalSchema live, DesiredSchema desired, ControlState state) {
        Set<QualifiedName> meant = new HashSet<>(state.trackedTables());
        desired.tables().forEach(table -> {
            meant.add(table.name());
            meant.addAll(table.renamedFrom());
        });
        return live.withTables(live.tables().values().stream()
                .filter(table ->
                        !meant.contains(table.name()) || !live.occupied().containsKey(table.name()))
                .toList());
    }

    /** The table as it is once renames are made, or null. */
    @Nullable
    PhysicalTable actual(QualifiedName name) {
        return renames.after().table(name);
    }

    /** How the model wants a table to be made anew, or null where it does not say. */
    @Nullable
    SyncMethod syncMethod(QualifiedName name) {
        DesiredSchema.Table table = tables.get(name);
        return table == null ? null : table.syncMethod();
    }
}
