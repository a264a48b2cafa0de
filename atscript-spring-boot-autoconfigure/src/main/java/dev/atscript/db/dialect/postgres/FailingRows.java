package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.dialect.RowCount;
import dev.atscript.db.dialect.Sql;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows for which a condition holds or fails, as a cast does of what it cannot read. Only queries are sent:
 * where one fails, the rows are divided by the relation that holds them, the table itself or one of its partitions or
 * children, and by their place in that, and both halves asked, down to the rows that fail.
 */
final class FailingRows {

    /** As many rows as are looked for one by one. */
    private static final int MOST = 100;

    /** No page has as many rows; the number of a row in its page is counted from 1. */
    private static final int ROWS_OF_A_PAGE = 4096;

    private final String table;
    private final String expression;
    private final String condition;
    private final LiveQuery query;
    private final SortedSet<String> values = new TreeSet<>();

    private FailingRows(String table, String expression, String condition, LiveQuery query) {
        this.table = table;
        this.expression = expression;
        this.condition = condition;
        this.query = query;
    }

    /** See {@link dev.atscript.db.dialect.Values#countRows}. */
    static RowCount count(String table, String expression, String condition, LiveQuery query) {
        return new FailingRows(table, expression, condition, query).count();
    }

    /** The next relation that holds rows of the table. */
    private static final String NEXT_RELATION = """
            WITH RECURSIVE part(id) AS (
              SELECT %s::regclass::oid
              UNION SELECT i.inhrelid FROM pg_inherits i JOIN part ON i.inhparent = part.id
            )
            SELECT coalesce(pg_catalog.min(id::bigint), 0) FROM part JOIN pg_class c ON c.oid = id AND c.relkind = 'r'
            WHERE id::bigint > %s""";

    /** Rows of a relation from one place, counted over all pages, to another, which is left out. */
    private record Places(long relation, long from, long to) {
        boolean isOne() {
            return to - from == 1;
        }

        Places half(boolean first) {
            long middle = from + (to - from) / 2;
            // Whole pages as long as there are several.
            if (to - from > ROWS_OF_A_PAGE) {
                middle = Math.max(middle / ROWS_OF_A_PAGE, from / ROWS_OF_A_PAGE + 1) * ROWS_OF_A_PAGE;
            }
            return first ? new Places(relation, from, middle) : new Places(relation, middle, to);
        }

        String sql() {
            return "tableoid = " + relation + " AND ctid >= " + tid(from) + " AND ctid < " + tid(to);
        }

        private static String tid(long place) {
            return "'(" + place / ROWS_OF_A_PAGE + "," + place % ROWS_OF_A_PAGE + ")'::tid";
        }
    }

    private RowCount count() {
        Long all = ask("SELECT count(*) FROM " + table + " WHERE " + condition);
        if (all != null) {
            findValues(all, condition);
            return new RowCount(all, false, List.copyOf(values));
        }
        Deque<Places> open = new ArrayDeque<>();
        for (long relation = next(0); relation > 0; relation = next(relation)) {
            long pages =
                    query.number("SELECT pg_relation_size(" + relation + ") / current_setting('block_size')::bigint");
            open.add(new Places(relation, 0, Math.max(1, pages) * ROWS_OF_A_PAGE));
        }
        long held = 0;
        int failed = 0;
        while (!open.isEmpty() && failed < MOST) {
            Places places = open.pop();
            Long rows = rows(places);
            if (rows != null) {
                held += rows;
                findValues(rows, conditionAt(places));
            } else if (places.isOne()) {
                failed++;
                findValues(1, places.sql());
            } else {
                open.push(places.half(false));
                open.push(places.half(true));
            }
        }
        // There is such a row, be it in a relation that cannot be divided.
        return held + failed == 0
                ? new RowCount(1, true, List.of())
                : new RowCount(held + failed, !open.isEmpty(), List.copyOf(values));
    }

    private long next(long relation) {
        return query.number(NEXT_RELATION.formatted(Sql.literal(table), relation));
    }

    private @Nullable Long rows(Places places) {
        return ask("SELECT count(*) FROM " + table + " WHERE " + conditionAt(places));
    }

    /** The order of conditions is the database's choice, except in CASE. */
    private String conditionAt(Places places) {
        return places.sql() + " AND CASE WHEN " + places.sql() + " THEN " + condition + " END";
    }

    private void findValues(long rows, String where) {
        int missing = RowCount.MOST_VALUES - values.size();
        if (rows > 0 && missing > 0) {
            values.addAll(query.texts("SELECT DISTINCT left(" + expression + "::text, 100) COLLATE \"C\" FROM " + table
                    + " WHERE " + expression + " IS NOT NULL AND (" + where + ") ORDER BY 1 LIMIT " + missing));
        }
    }

    /** The answer; null where a value makes the question fail. */
    private @Nullable Long ask(String sql) {
        try {
            return query.number(sql);
        } catch (RuntimeException ex) {
            if (isOfAValue(ex)) {
                return null;
            }
            throw ex;
        }
    }

    /**
     * Whether a value was the cause: data exception, constraint of a domain, limit of the program.
     *
     * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">Error codes</a>
     */
    private static boolean isOfAValue(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = String.valueOf(sql.getSQLState());
                return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
            }
        }
        return false;
    }
}
