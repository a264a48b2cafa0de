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

    private static final List<String> ELSEWHERE =
            List.of("no such function", "no such module", "no such collation sequence");

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
            SchemaCopy.Refusal refusal = null;
            int made = 0;
            while (refusal == null && made < changes.size()) {
                refusal = copy.tryAll(changes.get(made).statements());
                made++;
            }
            SchemaLook after = copy.look();
            List<Breakage> found = new ArrayList<>(textsAsColumns(copy.first(), after));
            found.addAll(located(refusal == null ? losses(copy.first(), after) : cause(refusal, copy.first(), after)));
            found.addAll(otherMeanings(copy, after));
            String sentence = refusal == null ? "" : sentence(refusal, copy);
            if (found.isEmpty() && !sentence.isEmpty()) {
                found.add(new Breakage(changes.get(made - 1).change(), sentence));
            }
            return found;
        }
    }

    /** What is broken where SQLite goes no further; all else may work again at the end. */
    private static Set<String> cause(SchemaCopy.Refusal refusal, SchemaLook before, SchemaLook after) {
        Set<String> losses = new LinkedHashSet<>();
        after.broken().forEach((object, why) -> {
            if (object.equals(refusal.object()) && before.sql().containsKey(object)) {
                losses.add(loss(object, why));
            }
        });
        return losses;
    }

    /** Nothing can be said of what needs something that is not here: functions and the like belong to a connection. */
    private static String sentence(SchemaCopy.Refusal refusal, SchemaCopy copy) {
        String object = String.valueOf(refusal.object());
        if (!copy.isComplete() || ELSEWHERE.stream().anyMatch(refusal.why()::contains)) {
            return "";
        }
        if (refusal.isOfBystander() && copy.first().broken().containsKey(object)) {
            return "cannot be changed so while the " + object
                    + ", which sync did not make, does not work, as SQLite says: " + refusal.why() + ": drop it";
        }
        return refusal.isOfBystander()
                ? loss(object, refusal.why())
                : "cannot be changed so, as SQLite says: " + refusal;
    }

    /** What does not work any longer, and what lacks columns of which somebody knows, or has others. */
    private static Set<String> losses(SchemaLook before, SchemaLook after) {
        Set<String> losses = new LinkedHashSet<>();
        after.broken().forEach((object, why) -> {
            if (!before.broken().containsKey(object)) {
                losses.add(loss(object, why));
            }
        });
        before.columns().forEach((object, columns) -> {
            Set<String> columnsAfter = after.columns().getOrDefault(object, columns);
            boolean isSame =
                    Objects.equals(before.sql().get(object), after.sql().get(object));
            boolean knowsAll = object.startsWith("table ");
            if (isSame && (knowsAll ? !columnsAfter.equals(columns) : columnsAfter.size() < columns.size())) {
                losses.add("the " + object + ", which sync did not make, has the columns (" + String.join(", ", columns)
                        + "), and would have (" + String.join(", ", columnsAfter)
                        + "): drop it before, and make it again afterwards");
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
    private List<Breakage> textsAsColumns(SchemaLook before, SchemaLook after) {
        List<Breakage> found = new ArrayList<>();
        for (NewColumn column : newColumns) {
            String key = SqliteDialect.IDENTIFIERS.key(column.name());
            after.sql().forEach((object, sql) -> {
                boolean hadText = before.doubleQuoted()
                        .getOrDefault(nameBefore(object), Set.of())
                        .contains(key);
                if (hadText && !isText(column.name(), sql)) {
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

    private static boolean isText(String name, String sql) {
        return SqlTokens.of(sql).stream()
                .anyMatch(token -> token.text().startsWith("'") && NamesInSql.isSame(token.name(), name));
    }

    /** What follows a new column when that gets another name reads it, although it knew nothing of it. */
    private List<Breakage> otherMeanings(SchemaCopy copy, SchemaLook after) throws SQLException {
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
            Map<String, String> renamed = copy.afterRename(
                    column.change().table().name(),
                    column.name(),
                    after.broken().keySet());
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
