package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.boot.CommandLine.Command;
import dev.atscript.boot.CommandLine.Flag;
import dev.atscript.boot.CommandLine.Format;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "server",
                "server db sync",
                "--spring.profiles.active=db",
                "--db",
                "database",
                "-c db",
                "--config db",
                "DB sync"
            })
    void leavesOtherCommandLinesAlone(String arguments) {
        assertThat(parse(arguments)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db sync",
                "--spring.datasource.url=jdbc:sqlite:x.db db sync",
                "db sync --atscript.db.locations=file:model/**/*.as",
                "db sync --debug"
            })
    void knowsItsOwn(String arguments) {
        assertThat(parse(arguments).orElseThrow().command()).isEqualTo(Command.SYNC);
    }

    @Test
    void hasDefaults() {
        CommandLine line = parse("db check").orElseThrow();
        assertThat(line.command()).isEqualTo(Command.CHECK);
        assertThat(line.flags()).isEmpty();
        assertThat(line.format()).isEqualTo(Format.TEXT);
        assertThat(line.config()).isEmpty();
    }

    @Test
    void readsAllFlagsInAnyPlace() {
        CommandLine line = parse(
                        "--dry-run db --yes sync --statements --force --safe --exit-code --no-color --format json -c my.yml")
                .orElseThrow();
        assertThat(line.flags())
                .containsExactlyInAnyOrder(
                        Flag.DRY_RUN, Flag.YES, Flag.FORCE, Flag.SAFE, Flag.EXIT_CODE, Flag.STATEMENTS, Flag.NO_COLOR);
        assertThat(line.format()).isEqualTo(Format.JSON);
        assertThat(line.config()).isEqualTo("my.yml");
    }

    @Test
    void takesValuesAfterAnEqualsSign() {
        CommandLine line = parse("db sync --format=json --config=a=b.yml").orElseThrow();
        assertThat(line.format()).isEqualTo(Format.JSON);
        assertThat(line.config()).isEqualTo("a=b.yml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"db --help", "db sync --help", "db -h", "db help", "db nonsense --help", "--help db"})
    void helps(String arguments) {
        assertThat(parse(arguments).orElseThrow().command()).isEqualTo(Command.HELP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "db                          | Which command: sync or check?",
                "db snyc                     | There is no command 'db snyc'; there are sync and check.",
                "db sync users               | 'users' is one word too many.",
                "db sync --dryrun            | The flag --dryrun is not known; did you mean --dry-run?",
                "db sync --formt json        | The flag --formt is not known; did you mean --format?",
                "db sync --nonsense          | The flag --nonsense is not known.",
                "db sync -x                  | The flag -x is not known.",
                "db sync -Da.b=c             | The flag -Da.b is not known. Write Spring properties as --name=value.",
                "db sync --yes=true          | --yes takes no value.",
                "db sync --format            | --format needs text or json.",
                "db sync --format xml        | --format is text or json, not xml.",
                "db sync --format=           | --format needs text or json.",
                "db sync -c                  | -c needs a file.",
                "db sync -c --yes            | -c needs a file.",
                "db check --force            | --force belongs to db sync.",
                "db check --statements       | --statements belongs to db sync.",
                "db check --dry-run          | --dry-run belongs to db sync.",
            })
    void saysWhatIsWrong(String arguments, String message) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    private static Optional<CommandLine> parse(String arguments) {
        return CommandLine.parse(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    }
}
