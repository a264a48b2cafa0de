package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.ControlTableSql;
import dev.atscript.db.dialect.Sessions;
import dev.atscript.db.schema.QualifiedName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** {@link Sessions} of PostgreSQL. */
final class PostgresSessions implements Sessions {

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String UNDEFINED_COLUMN = "42703";
    private static final Set<String> SOMEBODY_IN_THE_WAY = Set.of(
            "55P03", // lock_not_available
            "40P01", // deadlock_detected
            "40001"); // serialization_failure

    @Override
    public ControlTableSql controlTable() {
        return PostgresControlTable.SQL;
    }

    @Override
    public <T> T inTransaction(Connection connection, Duration lockTimeout, Supplier<T> work) throws SQLException {
        return PostgresTransaction.run(connection, lockTimeout, work);
    }

    /** {@link PostgresControlTable} has the patience. */
    @Override
    public <T> T impatiently(Connection connection, Supplier<T> statement) {
        return statement.get();
    }

    @Override
    public <T> T withLockTimeout(Connection connection, Duration lockTimeout, Supplier<T> query) throws SQLException {
        return PostgresTransaction.runQuery(connection, lockTimeout, query);
    }

    @Override
    public List<String> lockHolders(JdbcOperations jdbc, Set<QualifiedName> tables) {
        return PostgresLockHolders.of(jdbc, tables);
    }

    @Override
    public @Nullable String sharedUrl(String url) {
        return null;
    }

    /** No two servers start in the same microsecond; what else tells them apart is the same in a copy of one. */
    @Override
    public String placeQuery() {
        return "SELECT pg_catalog.concat_ws(' ', extract(epoch FROM pg_catalog.pg_postmaster_start_time()), oid,"
                + " pg_catalog.current_schema()) FROM pg_catalog.pg_database"
                + " WHERE datname = pg_catalog.current_database()";
    }

    @Override
    public @Nullable String schemaStampQuery() {
        return null;
    }

    @Override
    public boolean isMissingTable(SQLException failure) {
        return UNDEFINED_TABLE.equals(failure.getSQLState());
    }

    @Override
    public boolean isMissingColumn(SQLException failure) {
        return UNDEFINED_COLUMN.equals(failure.getSQLState());
    }

    @Override
    public boolean isBusy(SQLException failure) {
        return SOMEBODY_IN_THE_WAY.contains(String.valueOf(failure.getSQLState()));
    }
}
