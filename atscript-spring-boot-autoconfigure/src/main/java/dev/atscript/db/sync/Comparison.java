package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.lang.Location;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what a space's database should hold for a model with what it holds. */
record Comparison(DbSpace space, AtscriptSchema schema, DesiredSchema desired) {

    /**
     * Brings the model to the space's kind of database.
     *
     * @throws AtscriptSchemaException if that is impossible
     */
    static Comparison of(DbSpace space, AtscriptSchema schema) {
        DesiredSchema desired = space.dialect().map(schema.model().inSpace(space.name()));
        if (desired.hasErrors()) {
            throw new AtscriptSchemaException(desired.diagnostics());
        }
        return new Comparison(space, schema, desired);
    }

    /** The hash of what the database should hold. */
    String hash() {
        return SchemaHash.of(desired, space.dialect());
    }

    /** The plan for a database that holds all of it. */
    SyncPlan inSync() {
        Stream<SyncEntry> tables =
                desired.tables().stream().map(table -> inSync(table.name(), SyncEntry.Kind.TABLE, table.location()));
        Stream<SyncEntry> views = desired.views().stream()
                .map(view -> inSync(
                        view.name(),
                        view.external() ? SyncEntry.Kind.EXTERNAL_VIEW : SyncEntry.Kind.VIEW,
                        view.location()));
        return new SyncPlan(hash(), Stream.concat(tables, views).toList(), List.of());
    }

    private static SyncEntry inSync(QualifiedName name, SyncEntry.Kind kind, Location location) {
        return new SyncEntry(
                name, kind, SyncEntry.Status.IN_SYNC, List.of(), List.of(), false, List.of(), location.toString());
    }

    /**
     * What is to be done.
     *
     * @param nanoTime a steady clock
     * @throws EmptySchemaException if the model is empty, the database is not, and the run is not forced
     */
    Planner.Draft plan(Database database, ControlState state, SyncOptions options, LongSupplier nanoTime) {
        requireModel(state, options);
        Dialect dialect = space.dialect();
        Live live = Step.INTROSPECT.of(() -> database.each(jdbc -> new Live(
                dialect.introspect(jdbc, namespaces(state), options.ddlLockTimeout()), dialect.spell(desired, jdbc))));
        try (CountingConnection counting = new CountingConnection(database, nanoTime, options)) {
            PlanningInput input = PlanningInput.of(dialect, live.spelled(), live.schema(), state, options, counting);
            return new Planner(input, counting).plan(hash());
        }
    }

    /** What the database holds, and what it should hold in its own spelling. */
    private record Live(PhysicalSchema schema, DesiredSchema spelled) {}

    private void requireModel(ControlState state, SyncOptions options) {
        boolean empty = desired.tables().isEmpty() && desired.views().stream().allMatch(DesiredSchema.View::external);
        if (empty && !state.tracked().isEmpty() && !options.force()) {
            List<String> tracked =
                    state.tracked().stream().sorted().map(Object::toString).toList();
            String place = schema.model().isEmpty() ? "" : " in the space '" + space.name() + "'";
            throw new EmptySchemaException(place, schema.locations(), tracked);
        }
    }

    /** The tables and views that planning may have to read. */
    Set<QualifiedName> read(ControlState state) {
        Set<QualifiedName> read = new HashSet<>(state.tracked());
        desired.tables().forEach(table -> {
            read.add(table.name());
            read.addAll(table.renamedFrom());
        });
        desired.views().forEach(view -> {
            read.add(view.name());
            read.addAll(view.renamedFrom());
        });
        return read;
    }

    private Set<String> namespaces(ControlState state) {
        Set<String> namespaces =
                read(state).stream().map(QualifiedName::namespace).collect(Collectors.toCollection(HashSet::new));
        namespaces.remove("");
        return namespaces;
    }
}
