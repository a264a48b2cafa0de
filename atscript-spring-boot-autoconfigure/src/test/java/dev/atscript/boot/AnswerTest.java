package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {

    private static final OutputStream FULL_DISK = new OutputStream() {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    };

    /** hard-cases.md, 32: errors never exit 0. */
    @ParameterizedTest
    @CsvSource({
        "text, 0, 1",
        "json, 0, 1",
        "json, 2, 1",
        "text, 3, 3",
    })
    void isAnErrorWhereItCannotBeWritten(String format, int exitCode, int expected) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(FULL_DISK, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                0,
                new BufferedReader(new StringReader("")),
                code -> {});
        Answer answer = new Answer(
                terminal, CommandLine.parse("db", "sync", "--format", format).orElseThrow());
        answer.part("up to date", "status", "up-to-date");
        assertThat(answer.end(exitCode)).isEqualTo(expected);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("could not be written to the standard output");
    }
}
