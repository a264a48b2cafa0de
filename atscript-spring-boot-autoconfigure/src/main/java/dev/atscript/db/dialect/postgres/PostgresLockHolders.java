package dev.atscript.db.dialect.postgres;

import dev.atscript.db.schema.QualifiedName;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Whose transactions have locked something of a table or its indexes.
 *
 * @see <a href="https://www.postgresql.org/docs/current/view-pg-locks.html">pg_locks</a>
 */
final class PostgresLockHolders {

    private static final String HOLDERS = """
            SELECT a.pid, coalesce(a.usename, '') AS username, coalesce(a.application_name, '') AS application,
              coalesce(a.state, a.backend_type, '') AS state, pg_catalog.to_char(a.xact_start, 'YYYY-MM-DD HH24:MI:SS OF') AS since,
              pg_catalog.string_agg(DISTINCT coalesce(t.relname, c.relname), ', ') AS tables
            FROM pg_locks l
              JOIN pg_stat_activity a ON a.pid = l.pid
              JOIN pg_class c ON c.oid = l.relation
              LEFT JOIN pg_index i ON i.indexrelid = c.oid
              LEFT JOIN pg_class t ON t.oid = i.indrelid
            WHERE l.locktype = 'relation' AND l.granted AND l.pid <> pg_catalog.pg_backend_pid()
              AND l.database = (SELECT oid FROM pg_database WHERE datname = pg_catalog.current_database())
              AND coalesce(t.oid, c.oid) = ANY (ARRAY(SELECT pg_catalog.to_regclass(name) FROM pg_catalog.unnest(?::text[]) AS name))
            GROUP BY a.pid, a.usename, a.application_name, a.state, a.backend_type, a.xact_start
            ORDER BY a.xact_start NULLS LAST, a.pid
            LIMIT 5""";

    private PostgresLockHolders() {}

    static List<String> of(JdbcOperations jdbc, Set<QualifiedName> tables) {
        String[] names = tables.stream().map(PostgresDialect::quoted).toArray(String[]::new);
        return jdbc.query(
                HOLDERS,
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("text", names)),
                (rs, row) -> "process " + rs.getInt("pid")
                        + named(" of user ", rs.getString("username"))
                        + named(", application ", rs.getString("application"))
                        + named(", ", rs.getString("state"))
                        + named(", in a transaction since ", rs.getString("since"))
                        + ", on " + rs.getString("tables"));
    }

    private static String named(String what, String value) {
        return value == null || value.isEmpty() ? "" : what + value;
    }
}
