package dev.atscript.db.dialect;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.ServiceLoader;
import javax.sql.DataSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** The dialects there are: each is a {@linkplain ServiceLoader service}, as its package uses this one. */
public final class Dialects {

    private static final List<Dialect> ALL = ServiceLoader.load(Dialect.class, Dialect.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private Dialects() {}

    /** All dialects. */
    public static List<Dialect> all() {
        return ALL;
    }

    /**
     * The dialect of the database that a DataSource leads to. Asks the driver, and sends no statement.
     *
     * @throws UnsupportedDatabaseException if there is none, or the database is too old
     * @throws CannotGetJdbcConnectionException if there is no connection to be had
     */
    public static Dialect of(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return of(connection.getMetaData());
        } catch (SQLException ex) {
            throw new CannotGetJdbcConnectionException("The database cannot be reached: " + ex.getMessage(), ex);
        }
    }

    private static Dialect of(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName();
        int major = database.getDatabaseMajorVersion();
        int minor = database.getDatabaseMinorVersion();
        return ALL.stream()
                .filter(dialect -> dialect.database().includes(product, major, minor))
                .findFirst()
                .orElseThrow(() -> new UnsupportedDatabaseException(
                        product,
                        major + "." + minor,
                        ALL.stream().map(Dialect::database).toList()));
    }
}
