package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.dialect.MappingProblem;
import dev.atscript.db.model.DbColumn;
import dev.atscript.db.model.DbDefault;
import dev.atscript.db.model.DbIndex;
import dev.atscript.db.model.DbSchema;
import dev.atscript.db.model.DbTable;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.Location;
import dev.atscript.lang.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a model may say that SQLite cannot do. */
final class SqliteLimits {

    /** Column names that FTS5 keeps for itself. */
    private static final Set<String> FTS5_NAMES = Set.of("rank", "rowid");

    private SqliteLimits() {}

    static DesiredSchema check(DbSchema model, DesiredSchema desired) {
        List<Diagnostic> diagnostics = new ArrayList<>(desired.diagnostics());
        for (DbTable table : model.tables()) {
            for (DbColumn column : table.columns()) {
                if (column.defaultValue() instanceof DbDefault.Increment
                        && !table.primaryKey().equals(List.of(column.name()))) {
                    diagnostics.add(error(
                            MappingProblem.SQLITE_INCREMENT.code(),
                            column.location(),
                            "SQLite numbers only a column that is the whole primary key, and '" + column.name()
                                    + "' is not",
                            "make it the only @meta.id of " + table.name() + ", or number it in the application"));
                }
            }
            for (DbIndex index : table.indexes()) {
                for (DbIndex.Part part : index.parts()) {
                    if (index.kind() == DbIndex.Kind.FULLTEXT && isKeptByFts5(part.column())) {
                        diagnostics.add(error(
                                MappingProblem.SQLITE_FULL_TEXT.code(),
                                index.location(),
                                "SQLite's full text keeps the column name '" + part.column() + "' for itself",
                                "give the column another name by @db.column"));
                    }
                }
            }
        }
        diagnostics.addAll(hiddenRowids(desired));
        diagnostics.addAll(fullTextNames(desired));
        return new DesiredSchema(desired.tables(), desired.views(), diagnostics);
    }

    private static List<Diagnostic> hiddenRowids(DesiredSchema desired) {
        return desired.tables().stream()
                .flatMap(table ->
                        SqliteFullText.hidingRowid(table.physical())
                                .flatMap(hiding -> hiddenRowid(table, hiding.name()))
                                .stream())
                .toList();
    }

    private static Optional<Diagnostic> hiddenRowid(DesiredSchema.Table table, String column) {
        return table.physical().indexes().stream()
                .filter(index -> index.kind() == PhysicalIndex.Kind.FULLTEXT
                        && !index.columns().contains(column))
                .findFirst()
                .map(index -> error(
                        MappingProblem.SQLITE_FULL_TEXT.code(),
                        table.location(),
                        "SQLite's full text " + index.name() + " finds the rows of its table by their rowid, and the"
                                + " column '" + column + "' takes that name",
                        "give the column another name by @db.column, with @db.column.renamed '" + column
                                + "' where it has values, or make it a required integer that is unique"));
    }

    /** A full-text index has tables of its own, whose names nothing else can have. */
    private static List<Diagnostic> fullTextNames(DesiredSchema desired) {
        Map<String, DesiredSchema.Table> holders = new HashMap<>();
        for (DesiredSchema.Table table : desired.tables()) {
            for (PhysicalIndex index : table.physical().indexes()) {
                if (index.kind() == PhysicalIndex.Kind.FULLTEXT) {
                    List<String> names = SqliteFullText.namesOf(index).relations();
                    names.subList(1, names.size())
                            .forEach(name -> holders.put(SqliteDialect.IDENTIFIERS.key(name), table));
                }
            }
        }
        List<Diagnostic> found = new ArrayList<>();
        desired.tables().forEach(table -> {
            refuse(table.name().name(), table.location(), holders, found);
            table.physical().indexes().forEach(index -> refuse(index.name(), table.location(), holders, found));
        });
        desired.views().forEach(view -> refuse(view.name().name(), view.location(), holders, found));
        return found;
    }

    private static void refuse(
            String name, Location location, Map<String, DesiredSchema.Table> holders, List<Diagnostic> found) {
        DesiredSchema.Table holder = holders.get(SqliteDialect.IDENTIFIERS.key(name));
        if (holder != null) {
            found.add(error(
                    MappingProblem.SQLITE_FULL_TEXT_NAME.code(),
                    location,
                    "'" + name + "' is a name that SQLite's full text of the table at " + holder.location()
                            + " needs for itself",
                    "give it another name"));
        }
    }

    private static boolean isKeptByFts5(String column) {
        return FTS5_NAMES.contains(column.toLowerCase(Locale.ROOT));
    }

    private static Diagnostic error(String code, Location location, String message, String hint) {
        return new Diagnostic(Severity.ERROR, code, location, message, hint);
    }
}
