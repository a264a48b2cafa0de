package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.EachDatabase;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.integration.jdbc.lock.DefaultLockRepository;
import org.springframework.integration.jdbc.lock.LockRepository;
import org.springframework.integration.jdbc.metadata.JdbcMetadataStore;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.jdbc.store.JdbcMessageStore;
import org.springframework.integration.jdbc.store.channel.PostgresChannelMessageStoreQueryProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Spring Integration's stores, which use their tables as soon as something that is made asks them. */
class SpringIntegrationTest extends EachDatabase {

    @TempDir
    Path folder;

    @Test
    void earlyComesBeforeItsStores() {
        runner(this::withTables)
                .withPropertyValues("atscript.db.phase=database-initialization")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(detected(context))
                            .containsExactlyInAnyOrder("messages", "channelMessages", "metadata", "locks");
                });
    }

    /** Flyway may need its locks. */
    @Test
    void asARunnerItHasThemWaitForNothingElse() {
        runner(database::dataSource).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(detected(context)).isEmpty();
        });
    }

    private static Set<String> detected(AssertableApplicationContext context) {
        return new SpringIntegrationDetector()
                .detect(((ConfigurableApplicationContext) context.getSourceApplicationContext()).getBeanFactory());
    }

    private DataSource withTables() {
        DataSource dataSource = database.dataSource();
        assertThat(new JdbcTemplate(dataSource).queryForList("SELECT id FROM users"))
                .isEmpty();
        return dataSource;
    }

    private ApplicationContextRunner runner(Supplier<DataSource> dataSource) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AtscriptAutoConfiguration.class))
                .withBean(DataSource.class, database::dataSource)
                .withBean("messages", JdbcMessageStore.class, () -> {
                    JdbcMessageStore store = new JdbcMessageStore(dataSource.get());
                    store.setCheckDatabaseOnStart(false);
                    return store;
                })
                .withBean("channelMessages", JdbcChannelMessageStore.class, () -> {
                    JdbcChannelMessageStore store = new JdbcChannelMessageStore(dataSource.get());
                    store.setChannelMessageStoreQueryProvider(new PostgresChannelMessageStoreQueryProvider());
                    store.setCheckDatabaseOnStart(false);
                    return store;
                })
                .withBean("metadata", JdbcMetadataStore.class, () -> {
                    JdbcMetadataStore store = new JdbcMetadataStore(dataSource.get());
                    store.setCheckDatabaseOnStart(false);
                    return store;
                })
                .withBean("locks", LockRepository.class, () -> {
                    DefaultLockRepository locks = new DefaultLockRepository(dataSource.get());
                    locks.setTransactionManager(new JdbcTransactionManager(database.dataSource()));
                    locks.setCheckDatabaseOnStart(false);
                    return locks;
                })
                .withPropertyValues(new AsFiles(folder).write(AsFiles.USERS).property());
    }
}
