package dev.atscript.db.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Which products and versions are spoken to. */
class SupportedDatabaseTest {

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void isTheDatabaseOfTheTests(DatabaseKind kind) {
        try (TestDatabase database = kind.create()) {
            assertThat(Dialects.of(database.dataSource()).name())
                    .isEqualTo(kind == DatabaseKind.SQLITE ? "sqlite" : "postgres");
        }
    }

    @ParameterizedTest
    @CsvSource({"SQLite, 3, 40", "SQLite, 3, 41", "SQLite, 4, 0", "PostgreSQL, 14, 0", "PostgreSQL, 19, 1"})
    void isNewEnough(String product, int major, int minor) {
        assertThat(of(product, major, minor).database().product()).isEqualTo(product);
    }

    @ParameterizedTest
    @CsvSource({"SQLite, 3, 39", "SQLite, 2, 50", "PostgreSQL, 13, 23", "H2, 14, 50"})
    void isRefusedByNameAndVersion(String product, int major, int minor) {
        assertThatThrownBy(() -> of(product, major, minor))
                .isInstanceOf(UnsupportedDatabaseException.class)
                .hasMessage("No support for the database " + product + " " + major + "." + minor
                        + "; supported are SQLite from version 3.40, PostgreSQL from version 14");
    }

    private static Dialect of(String product, int major, int minor) {
        try (TestDatabase database = DatabaseKind.SQLITE.create()) {
            return Dialects.of(new OtherDatabase(database.dataSource(), product, major, minor));
        }
    }

    /** Its driver tells another product and version. */
    private static final class OtherDatabase extends DelegatingDataSource {

        private final Map<String, Object> told;

        OtherDatabase(DataSource dataSource, String product, int major, int minor) {
            super(dataSource);
            told = Map.of(
                    "getDatabaseProductName", product,
                    "getDatabaseMajorVersion", major,
                    "getDatabaseMinorVersion", minor);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            DatabaseMetaData facts = telling(DatabaseMetaData.class, connection.getMetaData(), told);
            return telling(Connection.class, connection, Map.of("getMetaData", facts));
        }

        private static <T> T telling(Class<T> type, T target, Map<String, Object> answers) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (answers.containsKey(method.getName())) {
                            return answers.get(method.getName());
                        }
                        try {
                            return method.invoke(target, arguments);
                        } catch (InvocationTargetException ex) {
                            throw ex.getCause();
                        }
                    }));
        }
    }
}
