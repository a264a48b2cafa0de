package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.atscript.testing.PostgresServer;
import dev.atscript.testing.TestDatabase;
import dev.atscript.testing.TransactionPooler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;

/** sync.md, "The lock": nothing of a session is relied on, as a pooler gives each transaction another one. */
@Timeout(120)
class PoolerTest {

    private static final AtscriptSchema BEFORE = Schemas.of("""
            @db.table 'users' interface User { @meta.id id: number.int, name: string, age?: string }
            @db.table 'tags' interface Tag { @meta.id id: number.int, @db.rel.FK userId: User.id }
            """);

    private static final AtscriptSchema AFTER = Schemas.of("""
            @db.table 'users' interface User {
              @meta.id id: number.int, @db.column.renamed 'name' @db.index.unique title: string, age?: number.int }
            @db.table 'labels' @db.table.renamed 'tags' interface Tag { @meta.id id: number.int, @db.rel.FK userId: User.id }
            @db.view 'titles' @db.view.for User interface Title { id: User.id, title: User.title }
            """);

    private static final SyncOptions OPTIONS =
            SyncOptions.builder().pollInterval(Duration.ofMillis(10)).build();

    private final List<AutoCloseable> open = new ArrayList<>();

    private TestDatabase database;
    private TransactionPooler pooler;

    @BeforeEach
    void openConnectionsForOthers() throws Exception {
        database = closedLater(PostgresServer.createDatabase());
        pooler = closedLater(TransactionPooler.before(database));
        for (int i = 0; i < 5; i++) {
            closedLater(pooler.dataSource(database).getConnection());
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private <T extends AutoCloseable> T closedLater(T resource) {
        open.add(resource);
        return resource;
    }

    private HikariDataSource poolOfOne() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(pooler.dataSource(database));
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    @Test
    void syncsOverOneConnectionThatIsAnotherOneEachTime() throws Exception {
        DataSource poolOfOne = closedLater(poolOfOne());
        SchemaSync sync = new SchemaSync(DbSpace.of(poolOfOne));
        assertThat(sync.run(BEFORE).status()).isEqualTo(SyncResult.Status.SYNCED);
        JdbcTemplate jdbc = new JdbcTemplate(poolOfOne);
        jdbc.update("INSERT INTO users (id, name, age) VALUES (1, 'ada', '36'), (2, 'bob', null)");
        jdbc.update("INSERT INTO tags (id, \"userId\") VALUES (7, 2)");
        assertThat(sync.run(AFTER).status()).isEqualTo(SyncResult.Status.SYNCED);
        assertThat(sync.run(AFTER, SyncOptions.builder().force(true).build()).status())
                .isEqualTo(SyncResult.Status.UP_TO_DATE);
        assertThat(jdbc.queryForList("SELECT title FROM users WHERE age = 36", String.class))
                .containsExactly("ada");
        assertThat(sync.state().lock()).isEmpty();
        assertThat(pooler.changes()).isGreaterThan(20);
    }

    @Test
    void oneOfManyApplies() throws Exception {
        int pods = 8;
        ExecutorService threads = Executors.newFixedThreadPool(pods);
        open.add(threads::shutdownNow);
        CyclicBarrier start = new CyclicBarrier(pods);
        Callable<SyncResult.Status> pod = () -> {
            try (HikariDataSource pool = poolOfOne()) {
                SchemaSync sync = new SchemaSync(DbSpace.of(pool));
                start.await();
                return sync.run(BEFORE, OPTIONS).status();
            }
        };
        List<Future<SyncResult.Status>> runs =
                IntStream.range(0, pods).mapToObj(i -> threads.submit(pod)).toList();
        List<SyncResult.Status> results = new ArrayList<>();
        for (Future<SyncResult.Status> run : runs) {
            results.add(run.get());
        }
        assertThat(results).filteredOn(SyncResult.Status.SYNCED::equals).hasSize(1);
        assertThat(results)
                .isSubsetOf(SyncResult.Status.SYNCED, SyncResult.Status.SYNCED_BY_PEER, SyncResult.Status.UP_TO_DATE);
        assertThat(pooler.changes()).isGreaterThan(pods);
    }
}
