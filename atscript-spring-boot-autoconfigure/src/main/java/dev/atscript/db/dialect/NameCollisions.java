package dev.atscript.db.dialect;

import dev.atscript.db.model.DbColumn;
import dev.atscript.db.model.DbSchema;
import dev.atscript.db.model.DbTable;
import dev.atscript.db.model.DbView;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.Location;
import dev.atscript.lang.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds names of a model that are one name to the database: by case, by length, or by a namespace it does not have; and
 * those that are kept for others.
 */
final class NameCollisions {

    /** What the model calls a table or view, and where. */
    private record Named(String name, Location location) {}

    private final Identifiers identifiers;
    private final Map<String, Named> relationsByKey = new HashMap<>();
    private final List<Diagnostic> found = new ArrayList<>();

    NameCollisions(Identifiers identifiers) {
        this.identifiers = identifiers;
    }

    List<Diagnostic> find(DbSchema model, List<DesiredSchema.Table> tables, List<DesiredSchema.View> views) {
        for (int i = 0; i < tables.size(); i++) {
            DbTable table = model.tables().get(i);
            relation(tables.get(i).name(), "table", table.name(), table.location());
            columns(table);
        }
        for (int i = 0; i < views.size(); i++) {
            DbView view = model.views().get(i);
            relation(views.get(i).name(), "view", view.name(), view.location());
            viewColumns(view);
        }
        indexes(model, tables);
        return found;
    }

    private void relation(QualifiedName physical, String what, String name, Location location) {
        if (identifiers.isKept(physical)) {
            found.add(new Diagnostic(
                    Severity.ERROR,
                    MappingProblem.KEPT_NAME.code(),
                    location,
                    "The " + what + " cannot be called '" + physical + "', as names like that are kept by sync or the"
                            + " database for themselves",
                    "give it another name"));
        }
        String key = physical.namespace() + '\0' + identifiers.key(physical.name());
        Named other = relationsByKey.putIfAbsent(key, new Named(name, location));
        if (other != null) {
            report(MappingProblem.SAME_TABLE.code(), location, what, name, other.name(), other.location());
        }
    }

    private void viewColumns(DbView view) {
        Map<String, String> byKey = new HashMap<>();
        for (DbView.Column column : view.columns()) {
            String other = byKey.putIfAbsent(identifiers.key(identifiers.fit(column.name())), column.name());
            if (other != null) {
                report(
                        MappingProblem.SAME_COLUMN.code(),
                        view.location(),
                        "column",
                        column.name(),
                        other,
                        view.location());
            }
        }
    }

    private void columns(DbTable table) {
        Map<String, DbColumn> byKey = new HashMap<>();
        for (DbColumn column : table.columns()) {
            DbColumn other = byKey.putIfAbsent(identifiers.key(identifiers.fit(column.name())), column);
            if (other != null) {
                report(
                        MappingProblem.SAME_COLUMN.code(),
                        column.location(),
                        "column",
                        column.name(),
                        other.name(),
                        other.location());
            }
        }
    }

    private void indexes(DbSchema model, List<DesiredSchema.Table> tables) {
        Map<String, Location> byKey = new HashMap<>();
        for (int i = 0; i < tables.size(); i++) {
            for (PhysicalIndex index : tables.get(i).physical().indexes()) {
                Location location = model.tables().get(i).location();
                String key = tables.get(i).name().namespace() + '\0' + identifiers.key(index.name());
                Named relation = relationsByKey.get(key);
                if (relation != null) {
                    found.add(new Diagnostic(
                            Severity.ERROR,
                            MappingProblem.NAME_OF_INDEX.code(),
                            relation.location(),
                            "'" + relation.name() + "' is the name of an index of the table at " + location,
                            "give it another name"));
                }
                Location other = byKey.putIfAbsent(key, location);
                if (other != null) {
                    report(MappingProblem.SAME_INDEX.code(), location, "index", index.name(), index.name(), other);
                }
            }
        }
    }

    private void report(String code, Location location, String what, String name, String other, Location there) {
        String message = name.equals(other)
                ? "The " + what + " '" + name + "' is already declared at " + there
                : "The " + what + " '" + name + "' is the same to this database as '" + other + "' at " + there;
        found.add(new Diagnostic(Severity.ERROR, code, location, message, "give one of them another name"));
    }
}
