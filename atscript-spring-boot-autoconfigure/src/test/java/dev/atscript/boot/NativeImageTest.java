package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.JavaProcess;
import dev.atscript.testing.TestDatabase;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.agent.RecordedInvocation;
import org.springframework.aot.hint.ExecutableHint;
import org.springframework.aot.hint.RuntimeHints;

/** What a native image has to be told of, by what an application that was built ahead of time does on a JVM. */
class NativeImageTest {

    private static final String[] AT_BUILD_TIME = {
        "--spring.main.web-application-type=servlet", "--management.endpoints.web.exposure.include=atscript,health"
    };

    @TempDir
    static Path folder;

    private static AheadOfTimeBuild build;
    private static Path classes;

    @BeforeAll
    static void build() throws Exception {
        classes = folder.resolve("classes");
        write("");
        build = AheadOfTimeBuild.of(folder.resolve("build"), List.of(classes), AT_BUILD_TIME);
    }

    @Test
    void isToldOfAllThatRunsAndReportsReflectOn() throws Exception {
        for (DatabaseKind kind : DatabaseKind.values()) {
            try (TestDatabase database = kind.create()) {
                write("");
                assertThat(start(database)).contains("Schema synced (2 created");
                write("nick?: string");
                assertThat(start(database, credentials(database)))
                        .contains("Schema synced (0 created, 2 altered", "\"status\":\"up-to-date\"");
            }
        }
    }

    /** The agent does not look at what records are made of, and no test has a terminal. */
    @Test
    void isToldOfTheNamesOfPropertiesAndOfTheTerminal() throws Exception {
        RuntimeHints hints = build.hints();
        assertThat(reflection().onType(AtscriptProperties.class)).accepts(hints);
        assertThat(reflection().onType(AtscriptProperties.Space.class)).accepts(hints);
        assertThat(hints.reflection().getTypeHint(Console.class).methods())
                .extracting(ExecutableHint::getName)
                .contains("isTerminal");
    }

    /** A way for the sync alone, without a pool. */
    private static String[] credentials(TestDatabase database) {
        return new String[] {
            "--atscript.db.url=" + database.jdbcUrl(),
            "--atscript.db.username=" + database.username(),
            "--atscript.db.password=" + database.password()
        };
    }

    private static void write(String more) throws IOException {
        Path file = classes.resolve("atscript/model.as");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                @db.table 'users'
                interface User {
                    @meta.id
                    @db.default.increment 100
                    id: number.int
                    @db.index.unique
                    @db.column.collate 'nocase'
                    name: string
                    @db.rel.FK
                    @db.rel.onDelete 'cascade'
                    boss?: User.id
                    %s
                }

                @db.view.for User
                @db.view 'names'
                interface Names {
                    name: User.name
                    boss: User.boss
                    %s
                }
                """.formatted(more, more.isEmpty() ? "" : "nick: User.nick"));
    }

    /** What the application says until it ends. */
    private static String start(TestDatabase database, String... properties) throws Exception {
        Path agent = Path.of(RecordedInvocation.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> arguments = new ArrayList<>(List.of(
                "-javaagent:" + agent + "=+dev.atscript,+tools.jackson,+org.springframework",
                "-Xmx512m",
                "-Dspring.aot.enabled=true",
                "-cp",
                JavaProcess.classPath(List.of(build.generated(), classes)),
                RecordedApplication.class.getName(),
                build.metadata().toString(),
                "--server.port=0",
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--logging.level.dev.atscript=info"));
        arguments.addAll(
                Stream.concat(Stream.of(AT_BUILD_TIME), Stream.of(properties)).toList());
        try (JavaProcess application = JavaProcess.java(arguments)) {
            assertThat(application.awaitExit(AheadOfTimeBuild.SECONDS))
                    .as(application.output())
                    .isZero();
            return application.output();
        }
    }
}
