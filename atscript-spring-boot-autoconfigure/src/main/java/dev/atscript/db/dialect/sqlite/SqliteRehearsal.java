package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Breakage;
import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.dialect.RenderedChange;
import dev.atscript.db.schema.Change;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a plan in a copy of the database without rows, to learn what SQLite would let be broken by it, or take for something
 * else: it keeps no dependencies.
 */
final class SqliteRehearsal {

    private static final Logger log = LoggerFactory.getLogger(SqliteRehearsal.class);

    /**
     * In an order in which each can be made: a virtual table may read a view, and makes its shadow tables itself. Nothing
     * where sync made all there is, and no view: then nothing can be broken.
     */
    private static final String SCHEMA = """
            WITH kinds AS MATERIALIZED (SELECT name, type FROM pragma_table_list WHERE schema = 'main')
            SELECT s.sql FROM main.sqlite_schema s LEFT JOIN kinds k ON k.name = s.name
            WHERE s.sql IS NOT NULL AND s.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND 0 < (
              SELECT count(*) FROM main.sqlite_schema o WHERE CASE o.type
                WHEN 'view' THEN true
                WHEN 'index' THEN o.sql IS NOT NULL AND o.name NOT GLOB 'atscript__*'
                WHEN 'trigger' THEN o.name NOT GLOB '*__fts__*'
                ELSE o.sql LIKE 'CREATE VIRTUAL %' AND o.name NOT GLOB '*__fts__*'
                  OR o.sql LIKE '%CHECK%' OR o.sql LIKE '% AS (%' OR o.sql LIKE '% AS(%' END)
            ORDER BY CASE s.type WHEN 'table' THEN CASE k.type WHEN 'virtual' THEN 2 WHEN 'shadow' THEN 3 ELSE 0 END
              WHEN 'view' THEN 1 WHEN 'index' THEN 4 ELSE 5 END, s.rowid""";

    private final List<String> schema;
    private final List<RenderedChange> changes;
    private final List<NewColumn> newColumns = new ArrayList<>();

    private SqliteRehearsal(List<String> schema, List<RenderedChange> changes) {
        this.schema = schema;
        this.changes = changes;
        changes.forEach(change -> newColumns.addAll(NewColumn.of(change.change())));
    }

    static List<Breakage> of(List<RenderedChange> changes, LiveQuery query) {
        boolean onlyNew = changes.stream()
                .map(RenderedChange::change)
                .allMatch(change -> change instanceof Change.CreateTable
                        || change instanceof Change.CreateView
                        || change instanceof Change.CreateIndex);
        if (onlyNew) {
            return List.of();
        }
        List<String> schema = query.texts(SCHEMA);
        try {
            return schema.isEmpty() ? List.of() : new SqliteRehearsal(schema, changes).breakages();
        } catch (SQLException ex) {
            log.debug("The plan could not be tried in a copy of the database", ex);
            return List.of();
        }
    }

    private List<Breakage> breakages() throws SQLException {
        try (SchemaCopy copy = new SchemaCopy(schema)) {
            Breakage refused = null;
            for (RenderedChange change : changes) {
                String refusal = copy.tryAll(change.statements());
                if (refusal != null) {
                    refused = new Breakage(change.change(), "cannot be changed so, as SQLite says: " + refusal);
                    break;
                }
            }
            SchemaCopy.Look after = copy.look();
            List<Breakage> found = new ArrayList<>(textsAsColumns(copy.first(), after));
            Set<String> losses = refused == null ? losses(copy.first(), after) : causes(refused, after);
            found.addAll(located(losses));
            copy.dropAll(after.broken().keySet());
            found.addAll(otherMeanings(copy, after));
            if (found.isEmpty() && refused != null && copy.isComplete() && !needsWhatIsElsewhere(refused)) {
                found.add(refused);
            }
            return found;
        }
    }

    /** What SQLite names as broken where it goes no further; all else may work again at the end. */
    private static Set<String> causes(Breakage refused, SchemaCopy.Look after) {
        Set<String> causes = new LinkedHashSet<>();
        after.broken().forEach((object, why) -> {
            if (refused.sentence().contains("error in " + object)) {
                causes.add(loss(object, why));
            }
        });
        return causes;
    }

    /** Functions and the like belong to a connection. */
    private static boolean needsWhatIsElsewhere(Breakage refused) {
        return refused.sentence().contains("no such function")
                || refused.sentence().contains("no such module")
                || refused.sentence().contains("no such collation sequence");
    }

    /** What does not work any longer; a full text that has the columns of a table or view keeps what it has indexed of others. */
    private static Set<String> losses(SchemaCopy.Look before, SchemaCopy.Look after) {
        Set<String> losses = new LinkedHashSet<>();
        after.broken().forEach((object, why) -> losses.add(loss(object, why)));
        before.virtualColumns().forEach((table, columns) -> {
            String columnsAfter = after.virtualColumns().getOrDefault(table, columns);
            boolean isSame = Objects.equals(
                    before.sql().get("table " + table), after.sql().get("table " + table));
            if (isSame && !columnsAfter.equals(columns)) {
                losses.add("the virtual table " + table + ", which sync did not make, has the columns (" + columns
                        + "), and would have (" + columnsAfter
                        + "), of which it knows nothing: drop it before, and make it again afterwards");
            }
        });
        return losses;
    }

    private static String loss(String object, String why) {
        return "the " + object + ", which sync did not make, would not work any longer, as SQLite says: " + why
                + ": change it before, or drop it, and make it again afterwards";
    }

    /** Makes the changes once more, to find which of them loses what. */
    private List<Breakage> located(Set<String> losses) throws SQLException {
        List<Breakage> found = new ArrayList<>();
        if (losses.isEmpty()) {
            return found;
        }
        try (SchemaCopy copy = new SchemaCopy(schema)) {
            Set<String> left = new LinkedHashSet<>(losses);
            for (RenderedChange change : changes) {
                if (left.isEmpty() || copy.tryAll(change.statements()) != null) {
                    break;
                }
                Set<String> lost = losses(copy.first(), copy.look());
                lost.retainAll(left);
                left.removeAll(lost);
                lost.forEach(loss -> found.add(new Breakage(change.change(), loss)));
            }
        }
        return found;
    }

    /** Texts in double quotes, which are none any longer where a column has got their name. */
    private List<Breakage> textsAsColumns(SchemaCopy.Look before, SchemaCopy.Look after) {
        List<Breakage> found = new ArrayList<>();
        for (NewColumn column : newColumns) {
            after.sql().forEach((object, sql) -> {
                String sqlBefore = before.sql().getOrDefault(nameBefore(object), "");
                if (texts(sql, column) < texts(sqlBefore, column)) {
                    found.add(
                            column.breakage(
                                    object,
                                    "has a text \"" + column.name()
                                            + "\" in double quotes, which would be the column from then on: write it in single quotes there"));
                }
            });
        }
        return found;
    }

    private String nameBefore(String object) {
        return changes.stream()
                .map(RenderedChange::change)
                .filter(change -> change instanceof Change.RenameTable rename
                        && object.equals("table " + rename.to().name()))
                .map(change -> "table " + ((Change.RenameTable) change).from().name())
                .findFirst()
                .orElse(object);
    }

    private static long texts(String sql, NewColumn column) {
        return SqlTokens.of(sql).stream()
                .filter(token -> token.text().startsWith("'") && NamesInSql.isSame(token.name(), column.name()))
                .count();
    }

    /** What follows a new column when that gets another name reads it, although it knew nothing of it. */
    private List<Breakage> otherMeanings(SchemaCopy copy, SchemaCopy.Look after) throws SQLException {
        List<Breakage> found = new ArrayList<>();
        for (NewColumn column : newColumns) {
            Map<String, String> candidates = new HashMap<>(after.sql());
            candidates.entrySet().retainAll(copy.first().sql().entrySet());
            candidates.keySet().removeIf(object -> !object.startsWith("view ") && !object.startsWith("trigger "));
            candidates.values().removeIf(sql -> !column.isNamedIn(sql));
            changes.forEach(change ->
                    candidates.remove("view " + change.change().table().name()));
            if (column.renamed() || candidates.isEmpty()) {
                continue;
            }
            Map<String, String> renamed =
                    copy.afterRename(column.change().table().name(), column.name());
            candidates.forEach((object, sql) -> {
                if (!renamed.getOrDefault(object, sql).equals(sql)) {
                    found.add(
                            column.breakage(
                                    object,
                                    "means something else by " + column.name()
                                            + " now, and would read the column from then on: write the table before the name there"));
                }
            });
        }
        return found;
    }
}
