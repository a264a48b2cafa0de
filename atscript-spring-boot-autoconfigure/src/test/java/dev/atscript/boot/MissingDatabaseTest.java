package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

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

    private static void start(String... properties) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AtscriptAutoConfiguration.class, AtscriptWithoutDatabaseAutoConfiguration.class))
                .withPropertyValues(properties)
                .run(context -> assertThat(context).hasNotFailed());
    }
}
