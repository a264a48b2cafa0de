package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code db check} shows everything that is wrong, in one pass. */
class CheckCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void showsAllProblemsOfAllFiles() throws IOException {
        write("a.as", """
                @db.table 'a'
                interface A {
                  @meta.id
                  id: strng
                }
                """);
        write("b.as", """
                @db.table 'b'
                @db.view 'bv'
                interface B {
                  @meta.id
                  id: number
                  @db.column.precision 3, 5
                  x: number
                }
                """);
        write("c.as", """
                @db.table 'c'
                interface C {
                  @meta.id id: number
                  @db.default 'abc'
                  n: number
                }
                """);
        write("d.as", """
                import { Q } from './nothing'
                interface D { a: string; a: string }
                """);
        write("e.as", """
                @db.table 'e'
                interface E {
                  @db.rel.FK
                  x: number
                """);

        assertThat(check()).isOne();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("a.as:4:7: error AS2004: ")
                .contains("b.as:2:1: error AS4002: ")
                .contains("b.as:6:27: error AS4016: ")
                .contains("c.as:4:15: error AS5002: ")
                .contains("d.as:1:19: error AS2101: ")
                .contains("d.as:2:26: error AS2003: ")
                .contains("e.as:2:13: error AS1102: ")
                .endsWith("7 errors in 5 files\n");
    }

    @Test
    void tellsAsJsonAllThatTheTextShows() throws IOException {
        write("a.as", """
                @db.table 'a'
                interface A {
                  @meta.id id: number
                \t'日本': strng
                  a:
                  %s: strng
                  @db.tabel x: string
                }
                """.formatted("x".repeat(300)));

        assertThat(check()).isOne();
        String text = out.toString(StandardCharsets.UTF_8);
        out.reset();
        assertThat(check("--format", "json")).isOne();
        JsonNode json = new JsonMapper().readTree(out.toByteArray());

        assertThat(json.get("exitCode").asInt()).isOne();
        JsonNode diagnostics = json.get("diagnostics");
        assertThat(diagnostics).hasSize(4);
        StringBuilder rebuilt = new StringBuilder();
        diagnostics.forEach(diagnostic -> rebuilt.append(shown(diagnostic)).append("\n\n"));
        assertThat(text).isEqualTo(rebuilt + "3 errors, 1 warning in 1 file\n");
        JsonNode unknown = diagnostics.get(0);
        assertThat(unknown.get("severity").asString()).isEqualTo("error");
        assertThat(unknown.get("endColumn").asInt()).isEqualTo(13);
        assertThat(unknown.get("expected").asString())
                .isEqualTo("a declaration of this file, an imported one or a built-in type");
        assertThat(unknown.get("source").asString()).isEqualTo("\t'日本': strng");
        assertThat(unknown.get("caret").asString()).isEqualTo("\t        ^^^^^");
        assertThat(diagnostics.get(1).get("expected").asString()).isEqualTo("a type after ':'");
        assertThat(diagnostics.get(3).get("severity").asString()).isEqualTo("warning");
        assertThat(diagnostics.get(3).has("expected")).isFalse();
    }

    /** A diagnostic of the JSON document as the text shows it. */
    private static String shown(JsonNode diagnostic) {
        String number = "%5d".formatted(diagnostic.get("line").asInt());
        return diagnostic.get("file").asString() + ":" + diagnostic.get("line") + ":" + diagnostic.get("column") + ": "
                + diagnostic.get("severity").asString() + " "
                + diagnostic.get("code").asString() + ": "
                + diagnostic.get("message").asString() + "\n"
                + number + " | " + diagnostic.get("source").asString() + "\n"
                + " ".repeat(number.length()) + " | " + diagnostic.get("caret").asString()
                + (diagnostic.has("hint")
                        ? "\n  hint: " + diagnostic.get("hint").asString()
                        : "");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private int check(String... flags) {
        AtomicInteger exitCode = new AtomicInteger(-1);
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal =
                new Terminal(stream, stream, false, false, 0, new BufferedReader(new StringReader("")), exitCode::set);
        SpringApplication application = new SpringApplication(Application.class);
        application.addBootstrapRegistryInitializer(registry -> registry.register(Terminal.class, context -> terminal));
        try {
            List<String> arguments =
                    new ArrayList<>(List.of("db", "check", "--atscript.db.locations=" + folder.toUri() + "*.as"));
            arguments.addAll(List.of(flags));
            application.run(arguments.toArray(String[]::new));
        } catch (SpringApplication.AbandonedRunException ex) {
            // The command ends the process; here it ends the start.
        }
        return exitCode.get();
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {}
}
