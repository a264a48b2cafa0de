package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.ControlTableSql;
import dev.atscript.db.dialect.Sessions;
import dev.atscript.db.schema.QualifiedName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** {@link Sessions} of SQLite. */
final class SqliteSessions implements Sessions {

    // https://www.sqlite.org/inmemorydb.html; without a name it is a temporary file, which is one connection's, too.
    private static final Pattern IN_MEMORY = Pattern.compile(
            "jdbc:sqlite:(:memory:|(file:(:memory:)?)?)(\\?.*)?|jdbc:sqlite:file:.*[?&]mode=memory(&.*)?");

    @Override
    public ControlTableSql controlTable() {
        return SqliteControlTable.SQL;
    }

    @Override
    public <T> T inTransaction(Connection connection, Duration lockTimeout, Supplier<T> work) throws SQLException {
        return SqliteTransaction.run(connection, lockTimeout, work);
    }

    @Override
    public <T> T impatiently(Connection connection, Supplier<T> statement) throws SQLException {
        return SqliteTransaction.impatiently(connection, statement);
    }

    @Override
    public <T> T withLockTimeout(Connection connection, Duration lockTimeout, Supplier<T> query) {
        return query.get();
    }

    @Override
    public List<String> lockHolders(JdbcOperations jdbc, Set<QualifiedName> tables) {
        return List.of();
    }

    @Override
    public @Nullable String sharedUrl(String url) {
        boolean isShared = !IN_MEMORY.matcher(url).matches() || url.contains("cache=shared");
        return isShared ? null : "jdbc:sqlite:file:NAME?mode=memory&cache=shared";
    }

    @Override
    public String placeQuery() {
        return "SELECT coalesce(file, '') FROM pragma_database_list WHERE name = 'main'";
    }

    /** A table that is made anew takes what it had with it. */
    @Override
    public String schemaStampQuery() {
        return "SELECT CAST(schema_version AS TEXT) FROM pragma_schema_version";
    }

    @Override
    public boolean isMissingTable(SQLException failure) {
        return says("no such table", failure);
    }

    /** A query and an INSERT say so each in its way. */
    @Override
    public boolean isMissingColumn(SQLException failure) {
        return says("no such column", failure) || says("has no column named", failure);
    }

    private static boolean says(String words, SQLException failure) {
        String message = failure.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains(words);
    }

    @Override
    public boolean isBusy(SQLException failure) {
        return SqliteTransaction.isBusy(failure);
    }
}
