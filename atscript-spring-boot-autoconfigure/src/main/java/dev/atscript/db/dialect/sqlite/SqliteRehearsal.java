package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Breakage;
import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.dialect.RenderedChange;
import dev.atscript.db.dialect.Sql;
import dev.atscript.db.schema.Change;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
    static final String SCHEMA = ("""
            WITH kinds AS MATERIALIZED (SELECT name, type FROM pragma_table_list WHERE schema = 'main')
            SELECT CASE s.name WHEN 'sqlite_stat1' THEN 'ANALYZE'
                WHEN 'sqlite_sequence' THEN 'CREATE TABLE "__atscript_numbered" (__atscript_a INTEGER PRIMARY KEY AUTOINCREMENT)' ELSE s.sql END
            FROM main.sqlite_schema s LEFT JOIN kinds k ON k.name = s.name
            WHERE s.sql IS NOT NULL AND (s.name NOT LIKE 'sqlite!_%' ESCAPE '!' OR s.name IN ('sqlite_stat1', 'sqlite_sequence'))
              AND 0 < (
                SELECT count(*) FROM main.sqlite_schema o WHERE CASE o.type
                  WHEN 'view' THEN true
                  WHEN 'index' THEN o.sql IS NOT NULL AND o.name NOT GLOB 'atscript__*'
                  WHEN 'trigger' THEN NOT {trigger}
                  ELSE o.sql LIKE 'CREATE VIRTUAL %' AND o.name NOT GLOB '*__fts__*'
                    OR o.sql LIKE '%CHECK%' OR EXISTS (SELECT 1 FROM pragma_table_xinfo(o.name) WHERE hidden > 1) END)
            ORDER BY CASE s.type WHEN 'table' THEN CASE k.type WHEN 'virtual' THEN 2 WHEN 'shadow' THEN 3 ELSE 0 END
              WHEN 'view' THEN 1 WHEN 'index' THEN 4 ELSE 5 END, s.rowid""").replace("{trigger}", SqliteFullText.IS_TRIGGER.formatted("o.name"));

    private static final List<String> ELSEWHERE =
            List.of("no such function", "no such module", "no such collation sequence");

    private final List<String> schema;
    private final List<RenderedChange> changes;
    private final Predicate<String> isBroken;

    private SqliteRehearsal(List<String> schema, List<RenderedChange> changes, Predicate<String> isBroken) {
        this.schema = schema;
        this.changes = changes;
        this.isBroken = isBroken;
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
            return schema.isEmpty()
                    ? List.of()
                    : new SqliteRehearsal(schema, changes, object -> isBroken(object, query)).breakages();
        } catch (SQLException ex) {
            log.debug("The plan could not be tried in a copy of the database", ex);
            return List.of();
        }
    }

    /** Only of a view it can be known: what needs a function that the application's connections have works there. */
    private static boolean isBroken(String object, LiveQuery query) {
        return object.startsWith("view ")
                && query.refusal("SELECT name FROM pragma_table_xinfo("
                                + Sql.literal(object.substring("view ".length())) + ")")
                        != null;
    }

    private List<Breakage> breakages() throws SQLException {
        try (SchemaCopy copy = SchemaCopy.of(schema, isBroken)) {
            BystanderMeanings meanings = new BystanderMeanings(
                    changes.stream().map(RenderedChange::change).toList(), copy);
            ScratchDatabase.Refusal refusal = null;
            int made = 0;
            while (refusal == null && made < changes.size()) {
                RenderedChange next = changes.get(made);
                meanings.before(next.change(), copy);
                refusal = copy.tryAll(next.statements());
                made++;
            }
            SchemaLook after = copy.look();
            List<Breakage> found = new ArrayList<>(refusal == null ? located(losses(copy.first(), after)) : List.of());
            found.addAll(meanings.others(copy, after, refusal));
            if (refusal == null) {
                found.addAll(RenamedViewColumns.between(copy.first(), after, changes));
            }
            if (refusal != null && (refusal.object() != null || found.isEmpty())) {
                Change change = changes.get(made - 1).change();
                sentence(refusal, copy).ifPresent(sentence -> found.add(new Breakage(change, sentence)));
            }
            return found;
        }
    }

    /** Nothing can be said of what needs something that is not here: functions and the like belong to a connection. */
    private static Optional<String> sentence(ScratchDatabase.Refusal refusal, SchemaCopy copy) {
        String object = refusal.isOfBystander() ? String.valueOf(refusal.object()) : "";
        if (copy.first().broken().containsKey(object)) {
            return Optional.of("cannot be changed so while the " + object
                    + ", which sync did not make, does not work, as SQLite says: " + refusal.why() + ": drop it");
        }
        if (ELSEWHERE.stream().anyMatch(refusal.why()::contains)) {
            return Optional.empty();
        }
        if (!object.isEmpty()) {
            return Optional.of(loss(object, refusal.why() + " (be it only while this is changed)"));
        }
        return copy.isComplete() ? Optional.of("cannot be changed so, as SQLite says: " + refusal) : Optional.empty();
    }

    /** What does not work any longer, and what has other columns than somebody knows of. */
    private Set<String> losses(SchemaLook before, SchemaLook after) {
        Set<String> losses = new LinkedHashSet<>();
        after.broken().forEach((object, why) -> {
            if (!before.broken().containsKey(object)) {
                losses.add(loss(object, why));
            }
        });
        before.columns().forEach((object, columns) -> {
            List<String> now = after.columns().getOrDefault(object, columns);
            boolean isSame =
                    Objects.equals(before.sql().get(object), after.sql().get(object));
            boolean isLoss = object.startsWith("table ")
                    ? isSame && !now.equals(columns)
                    : isSame && lacks(now, columns) || before.isContent(object) && !now.containsAll(columns);
            if (isLoss) {
                losses.add("the " + object + ", which sync did not make, has the columns (" + String.join(", ", columns)
                        + "), and would have (" + String.join(", ", now)
                        + "): drop it before, and make it again afterwards");
            }
        });
        return losses;
    }

    /** A full text knows nothing of other columns than it has indexed; a view is read by the names of its columns. */
    private boolean lacks(List<String> now, List<String> columns) {
        List<String> lost = new ArrayList<>(columns);
        lost.removeAll(now);
        changes.stream()
                .map(RenderedChange::change)
                .filter(Change.RenameColumn.class::isInstance)
                .forEach(change -> lost.remove(((Change.RenameColumn) change).from()));
        return !lost.isEmpty();
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
        try (SchemaCopy copy = SchemaCopy.of(schema, isBroken)) {
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
}
