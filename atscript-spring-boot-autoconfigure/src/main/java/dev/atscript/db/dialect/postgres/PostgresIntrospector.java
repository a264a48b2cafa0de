package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.ControlTableSql;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Reads a PostgreSQL database in six statements of one transaction at most, whose settings the first one makes: to compile
 * them, or to look for a better order of their joins, takes the server longer than to execute them. As it does to plan them,
 * what a database has none of is not asked for.
 *
 * @see <a href="https://www.postgresql.org/docs/current/jit-decision.html">When to JIT?</a>
 */
final class PostgresIntrospector {

    private static final String NAMESPACES =
            PostgresSpelling.SETTINGS + """
            , planning AS MATERIALIZED (SELECT pg_catalog.set_config('jit', 'off', true), pg_catalog.set_config('join_collapse_limit', '1', true),
              pg_catalog.set_config('lock_timeout', ?, true),
              %s)
            SELECT nspname, nspname = pg_catalog.current_schema() AS is_default, pg_catalog.current_setting('server_version_num') AS version,
              EXISTS (SELECT FROM pg_class c WHERE c.oid = pg_catalog.to_regclass('"__atscript_control"') AND c.relnamespace = n.oid)
                AS has_control_table,
              n.oid IN (SELECT v.relnamespace FROM pg_class v WHERE v.relkind IN ('v', 'm'))
                AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg!_%%' ESCAPE '!' AS has_views
            FROM settings CROSS JOIN planning CROSS JOIN pg_namespace n""".formatted(PostgresTransaction.LIMIT_SILENCE);

    private final Set<String> wanted;
    private final Duration lockTimeout;
    private final Set<String> namespaces = new HashSet<>();
    private String defaultNamespace = "";
    private String version = "";
    private String controlNamespace = "";
    private boolean hasViews;

    /**
     * Creates an introspector.
     *
     * @param wanted the namespaces to read, beside the default one
     * @param lockTimeout how long to wait for a table that is locked, whose expressions cannot be read; zero for no limit
     */
    PostgresIntrospector(Set<String> wanted, Duration lockTimeout) {
        this.wanted = wanted;
        this.lockTimeout = lockTimeout;
    }

    PhysicalSchema introspect(JdbcOperations jdbc) {
        ConnectionCallback<PhysicalSchema> work =
                connection -> PostgresTransaction.run(connection, same -> readAll(jdbc));
        return Objects.requireNonNull(jdbc.execute(work));
    }

    private PhysicalSchema readAll(JdbcOperations jdbc) {
        jdbc.query(NAMESPACES, this::readNamespace, PostgresTransaction.millis(lockTimeout));
        PostgresTables tables = new PostgresTables(defaultNamespace);
        Map<QualifiedName, String> occupied = new HashMap<>();
        if (!controlNamespace.isEmpty()) {
            occupied.put(tables.name(controlNamespace, ControlTableSql.TABLE), PhysicalSchema.CONTROL_TABLE);
        }
        Set<String> read = new HashSet<>(wanted);
        read.add(defaultNamespace);
        String[] names = read.toArray(String[]::new);
        PostgresRelationCatalogue.read(jdbc, names, tables, occupied);
        if (!tables.isEmpty()) {
            PostgresColumnCatalogue.read(jdbc, names, tables);
            PostgresConstraintCatalogue.read(jdbc, names, tables);
            PostgresIndexCatalogue.read(jdbc, names, tables);
        }
        SortedMap<QualifiedName, PhysicalView> views = new TreeMap<>();
        if (hasViews) {
            PostgresViewCatalogue.read(jdbc, tables::name).forEach(view -> views.put(view.name(), view));
        }
        return new PhysicalSchema(version, defaultNamespace, namespaces, tables.read(), views, occupied);
    }

    private void readNamespace(ResultSet rs) throws SQLException {
        version = rs.getString("version");
        if (rs.getBoolean("is_default")) {
            defaultNamespace = rs.getString("nspname");
        } else {
            namespaces.add(rs.getString("nspname"));
        }
        hasViews |= rs.getBoolean("has_views");
        if (rs.getBoolean("has_control_table")) {
            controlNamespace = rs.getString("nspname");
        }
    }
}
