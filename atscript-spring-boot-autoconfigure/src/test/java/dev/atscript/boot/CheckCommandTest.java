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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Configuration;

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

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private int check() {
        AtomicInteger exitCode = new AtomicInteger(-1);
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal =
                new Terminal(stream, stream, false, false, new BufferedReader(new StringReader("")), exitCode::set);
        SpringApplication application = new SpringApplication(Application.class);
        application.addBootstrapRegistryInitializer(registry -> registry.register(Terminal.class, context -> terminal));
        try {
            application.run("db", "check", "--atscript.db.locations=" + folder.toUri() + "*.as");
        } catch (SpringApplication.AbandonedRunException ex) {
            // The command ends the process; here it ends the start.
        }
        return exitCode.get();
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {}
}
