package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.sqlite.JDBC;

/** An application with {@code .as} files, and with no database that JDBC reaches. */
@ExtendWith(OutputCaptureExtension.class)
class MissingDatabaseTest {

    private static final String WARNING = "Nothing is synced, although there are .as files: ";

    @TempDir
    Path folder;

    @Test
    void isWarnedOf(CapturedOutput output) {
        start(new AsFiles(folder).write(AsFiles.USERS).property());
        assertThat(output).contains(WARNING, "atscript.db.url is not set");
    }

    @Test
    void isNoMatterWithoutFiles(CapturedOutput output) {
        start(new AsFiles(folder).property());
        start("atscript.db.locations=file:" + folder.resolve("nowhere") + "/*.as");
        assertThat(output).doesNotContain(WARNING);
    }

    @Test
    void isNoMatterWhereNothingIsWanted(CapturedOutput output) {
        start(new AsFiles(folder).write(AsFiles.USERS).property(), "atscript.db.enabled=false");
        assertThat(output).doesNotContain(WARNING);
    }

    @Test
    void isNotMissingWithAUrl(CapturedOutput output) {
        start(
                new AsFiles(folder).write(AsFiles.USERS).property(),
                "atscript.db.url=jdbc:sqlite:" + folder.resolve("x.db"));
        assertThat(output).doesNotContain(WARNING);
    }

    /** A pool may be made inside of the bean. */
    @Test
    void isNotMissingWhereASpaceOrSyncOfTheApplicationsOwnHasIt(CapturedOutput output) {
        ApplicationContextRunner runner = runner(
                new AsFiles(folder).write(AsFiles.USERS).property(), "atscript.db.phase=database-initialization");
        runner.withBean(DbSpace.class, () -> space("space.db"), MissingDatabaseTest::isNoDefaultCandidate)
                .run(MissingDatabaseTest::assertSynced);
        runner.withBean(SchemaSync.class, () -> new SchemaSync(space("sync.db")))
                .run(MissingDatabaseTest::assertSynced);
        assertThat(output).doesNotContain(WARNING);
    }

    private DbSpace space(String file) {
        return DbSpace.of(new SimpleDriverDataSource(new JDBC(), "jdbc:sqlite:" + folder.resolve(file)));
    }

    private static void isNoDefaultCandidate(BeanDefinition definition) {
        ((AbstractBeanDefinition) definition).setDefaultCandidate(false);
    }

    private static void assertSynced(AssertableApplicationContext context) {
        assertThat(context).hasNotFailed();
        SchemaSync sync = context.getBean(AtscriptSpaces.class).sync("default");
        assertThat(sync.isUpToDate(context.getBean(AtscriptSchema.class), SyncOptions.defaults()))
                .isTrue();
    }

    private static void start(String... properties) {
        runner(properties).run(context -> assertThat(context).hasNotFailed());
    }

    private static ApplicationContextRunner runner(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AtscriptAutoConfiguration.class, AtscriptWithoutDatabaseAutoConfiguration.class))
                .withPropertyValues(properties);
    }
}
