package dev.atscript.db.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.sqlite.Collation;
import org.sqlite.Function;
import org.sqlite.SQLiteDataSource;

/** What SQLite knows by the application's connections only keeps nothing from being changed. */
class SqliteConnectionTest {

    private static final class WithExtras extends AbstractDataSource {

        private final SQLiteDataSource plain = new SQLiteDataSource();

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = plain.getConnection();
            Collation.create(connection, "backwards", new Collation() {
                @Override
                protected int xCompare(String one, String other) {
                    return other.compareTo(one);
                }
            });
            Function.create(connection, "shout", new Function() {
                @Override
                protected void xFunc() throws SQLException {
                    result(value_text(0) + "!");
                }
            });
            return connection;
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }

    @Test
    void functionsAndCollationsOfItsOwn(@TempDir Path folder) {
        WithExtras dataSource = new WithExtras();
        dataSource.plain.setUrl("jdbc:sqlite:" + folder.resolve("a.db"));
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        SchemaSync sync = new SchemaSync(DbSpace.of(dataSource));
        sync.run(ModelText.compile("@db.table 't' interface T { @meta.id id: number.int, a: string }"));
        jdbc.execute("CREATE TABLE k (x TEXT COLLATE backwards, y TEXT CHECK (shout(y) <> ''))");
        jdbc.execute("CREATE VIEW theirs AS SELECT k.x, shout(t.a) AS loud FROM k JOIN t ON t.a = k.x");
        jdbc.execute("CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO k VALUES (shout(new.a), 'y'); END");
        jdbc.execute("INSERT INTO t VALUES (1, 'x')");

        sync.run(ModelText.compile("@db.table 'u' @db.table.renamed 't' interface T {"
                + " @meta.id id: number.int, @db.column.renamed 'a' b: string, @db.default '' c: string }"));

        jdbc.execute("INSERT INTO k VALUES ('x', 'y')");
        assertThat(jdbc.queryForList("SELECT x || loud FROM theirs", String.class))
                .containsExactly("xx!");
    }
}
