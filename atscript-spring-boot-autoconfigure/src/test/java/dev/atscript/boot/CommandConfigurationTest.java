package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command says in a sentence what is wrong with its flags, its properties and its configuration file. */
class CommandConfigurationTest extends CommandFixture {

    @ParameterizedTest
    @ValueSource(strings = {"sync", "check"})
    void saysInASentenceWhichPropertyIsWrong(String command) {
        assertThat(run("db " + command + " --atscript.db.adopt=foo")).isEqualTo(ExitCode.ERRORS);
        assertThat(err())
                .startsWith("atscript.db.adopt is 'foo' (")
                .endsWith(", but has to be one of error, keep, drop.\nCorrect the property, and start again.\n")
                .hasLineCount(2);
        assertThat(run("db " + command + " --atscript.db.sfae=true")).isEqualTo(ExitCode.ERRORS);
        assertThat(err()).contains("; did you mean atscript.db.safe?\n").hasLineCount(2);
        assertThat(run("db " + command + " --atscript.db.locations=s3:as/**")).isEqualTo(ExitCode.ERRORS);
        assertThat(err()).startsWith("atscript.db.locations has 's3:as/**'").hasLineCount(2);
    }

    @Test
    void saysInASentenceWhatIsWrongWithTheConfigurationFile() throws Exception {
        Path unknown = Files.writeString(folder.resolve("c.conf"), "a=b");
        assertThat(run("db check -c " + unknown)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err())
                .startsWith("The file of -c has to end with .properties, .xml, .yml, .yaml, but is ")
                .hasLineCount(1);
        Path broken = Files.writeString(folder.resolve("c.yml"), "a: [1\nb: }");
        assertThat(run("db check -c " + broken)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err()).startsWith("The file " + broken + " cannot be read: ").hasLineCount(1);
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThat(run("db check --atscript.db.locations=file:/nowhere/*.as")).isEqualTo(ExitCode.ERRORS);
        assertThat(err())
                .startsWith(
                        "No .as file was found at file:/nowhere/*.as.\nPut .as files there, or set atscript.db.locations")
                .hasLineCount(2);
        assertThat(run("db check --format json --atscript.db.locations=file:/nowhere/*.as"))
                .isEqualTo(ExitCode.ERRORS);
        assertThat(out()).contains("\"error\" : \"No .as file was found", "\"action\" : \"Put .as files there");
    }

    @Test
    void readsAnExtraConfigurationFile() throws Exception {
        Path config = Files.writeString(folder.resolve("extra.properties"), "atscript.db.locations=file:/extra/*.as");
        assertThat(runPlain("db", "check", "-c", config.toString())).isEqualTo(ExitCode.ERRORS);
        assertThat(err()).contains("file:/extra/*.as");
        Path odd = Files.copy(config, folder.resolve("my extra,1.properties"));
        assertThat(runPlain("db", "check", "-c", odd.toString())).isEqualTo(ExitCode.ERRORS);
        assertThat(err()).contains("file:/extra/*.as");
    }

    /** What is said last counts. */
    @Test
    void readsItAfterOtherAdditionalOnes() throws Exception {
        Path other = Files.writeString(folder.resolve("other.properties"), "atscript.db.locations=file:/other/*.as");
        Path config = Files.writeString(folder.resolve("extra.properties"), "atscript.db.locations=file:/extra/*.as");
        assertThat(runPlain(
                        "db", "check", "-c", config.toString(), "--spring.config.additional-location=" + other.toUri()))
                .isEqualTo(ExitCode.ERRORS);
        assertThat(err()).contains("file:/extra/*.as").doesNotContain("file:/other");
    }

    @Test
    void saysInASentenceWhatIsWrongWithTheCommandLine() {
        assertThat(run("db sync --nonsense")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err()).isEqualTo("The flag --nonsense is not known. See 'db --help'.\n");
        assertThat(run("db check -c /nowhere.yml")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err()).isEqualTo("There is no file /nowhere.yml. See 'db --help'.\n");
    }
}
