package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Breakage;
import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.dialect.RenderedChange;
import dev.atscript.db.dialect.Sql;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Functions of somebody's that return the rows of a table or view whose columns change, by a text that may list the columns that
 * the rows have now. PostgreSQL compares both when the function runs.
 *
 * @see <a href="https://www.postgresql.org/docs/current/xfunc-sql.html">Query language functions</a>
 */
final class RowsOfFunctions {

    /** A text that takes rows as they are has a star, or the row as a whole; what is not SQL lists columns only in a query. */
    private static final String FUNCTIONS = """
            WITH changed(number, type) AS (
              SELECT v.number, c.reltype FROM (VALUES %s) AS v(number, relation) JOIN pg_catalog.pg_class c ON c.oid = v.relation)
            SELECT g.number || ' ' || pg_catalog.string_agg(pg_catalog.pg_describe_object('pg_catalog.pg_proc'::regclass, p.oid, 0), ', ' ORDER BY p.oid)
            FROM changed g JOIN pg_catalog.pg_proc p ON p.prorettype = g.type
            JOIN pg_catalog.pg_language l ON l.oid = p.prolang
            WHERE p.prosqlbody IS NULL AND (l.lanname = 'sql' OR p.prosrc ~* '\\mreturn\\s+query\\M')
              AND p.prosrc !~* '(\\m(select|returning|distinct|all)|\\.)\\s*\\*|\\mselect\\s+\\w+\\s+from\\M'
            GROUP BY g.number ORDER BY g.number""";

    private RowsOfFunctions() {}

    static List<Breakage> of(List<RenderedChange> changes, LiveQuery query) {
        List<Map.Entry<QualifiedName, Change>> asked =
                List.copyOf(changesOfRows(changes).entrySet());
        if (asked.isEmpty()) {
            return List.of();
        }
        String rows = IntStream.range(0, asked.size())
                .mapToObj(index -> "(" + index + ", "
                        + Sql.literal(PostgresDialect.quoted(asked.get(index).getKey())) + "::regclass::oid)")
                .collect(Collectors.joining(", "));
        List<Breakage> found = new ArrayList<>();
        for (String answer : query.texts(FUNCTIONS.formatted(rows))) {
            String[] parts = answer.split(" ", 2);
            found.add(new Breakage(
                    asked.get(Integer.parseInt(parts[0])).getValue(),
                    false,
                    parts[1] + " return" + (parts[1].contains(", ") ? "" : "s")
                            + " its rows by a text that may list the columns they have now, which PostgreSQL does not follow:"
                            + " if it does, change it as well"));
        }
        return found;
    }

    /** The first change of each table or view, by the name that it has now. */
    private static Map<QualifiedName, Change> changesOfRows(List<RenderedChange> changes) {
        Map<QualifiedName, QualifiedName> live = new HashMap<>();
        Map<QualifiedName, Change> first = new LinkedHashMap<>();
        for (RenderedChange rendered : changes) {
            Change change = rendered.change();
            if (change instanceof Change.RenameTable rename) {
                live.put(rename.to(), live.getOrDefault(rename.from(), rename.from()));
            } else if (change instanceof Change.ReplaceView replace) {
                if (!replace.from().columns().equals(replace.definition().columns())) {
                    first.putIfAbsent(replace.from().name(), change);
                }
            } else if (change instanceof Change.AddColumn
                    || change instanceof Change.DropColumn
                    || change instanceof Change.AlterColumn alter && PostgresColumnChange.setsType(alter)) {
                first.putIfAbsent(live.getOrDefault(change.table(), change.table()), change);
            }
        }
        return first;
    }
}
