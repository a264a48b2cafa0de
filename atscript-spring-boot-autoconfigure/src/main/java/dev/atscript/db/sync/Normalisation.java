package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Spells names of a desired schema as the live one does: a model may name the default namespace, a catalogue does not. */
final class Normalisation {

    private Normalisation() {}

    static DesiredSchema of(DesiredSchema desired, PhysicalSchema live) {
        return new DesiredSchema(
                desired.tables().stream()
                        .map(table -> new DesiredSchema.Table(
                                of(table.physical(), live),
                                table.renamedFrom().stream()
                                        .map(live::normalise)
                                        .toList(),
                                table.columnsRenamedFrom(),
                                table.syncMethod(),
                                table.notes(),
                                table.location()))
                        .toList(),
                desired.views().stream()
                        .map(view -> view.with(
                                of(view.physical(), live),
                                view.renamedFrom().stream().map(live::normalise).toList()))
                        .toList(),
                desired.diagnostics());
    }

    private static PhysicalView of(PhysicalView view, PhysicalSchema live) {
        Map<QualifiedName, Set<String>> uses = new HashMap<>();
        view.uses().forEach((relation, columns) -> uses.put(live.normalise(relation), columns));
        return new PhysicalView(
                live.normalise(view.name()),
                view.materialized(),
                view.definition(),
                view.columns(),
                uses,
                view.keys(),
                view.unmanaged());
    }

    private static PhysicalTable of(PhysicalTable table, PhysicalSchema live) {
        return table.withName(live.normalise(table.name()))
                .withForeignKeys(table.foreignKeys().stream()
                        .map(key -> key.withTarget(live.normalise(key.target())))
                        .toList());
    }
}
