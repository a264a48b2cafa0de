package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.JavaProcess;
import dev.atscript.testing.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An application that is built ahead of time, and started with what was generated. The class path of a native image cannot be
 * searched: there is a file that a search would find.
 */
class AheadOfTimeTest {

    private static final String USERS = "atscript/people/the users.as";

    /** Makes a JVM pass for a native image. */
    private static final String NATIVE = "-Dorg.graalvm.nativeimage.imagecode=runtime";

    @TempDir
    Path folder;

    @Test
    void findsTheFilesThatWereThereWhenItWasBuilt() throws Exception {
        Path classes = folder.resolve("classes");
        Path jar = jar("atscript/tags.as", table("Tag", "tags"));
        write(classes.resolve("named.as"), "export interface Named { name: string }");
        write(classes.resolve(USERS), users(""));
        AheadOfTimeBuild build = AheadOfTimeBuild.of(
                folder.resolve("build"), List.of(classes, jar), "--spring.main.web-application-type=none");
        assertThat(build.index()).hasContent("""
                classpath*:atscript/**/*.as\tatscript/people/the users.as
                classpath*:atscript/**/*.as\tatscript/tags.as
                """);
        assertThat(Files.readString(build.metadata()).replace("\\/", "/"))
                .contains("\"**/*.as\"", IndexedResources.INDEX);
        write(classes.resolve("atscript/later.as"), table("Later", "later"));
        List<Path> classPath = List.of(build.generated(), classes, jar);
        for (DatabaseKind kind : DatabaseKind.values()) {
            try (TestDatabase database = kind.create()) {
                write(classes.resolve(USERS), users(""));
                assertSynced(database, classPath);
                write(classes.resolve(USERS), users("nick?: string"));
                assertChanged(database, classPath);
            }
        }
    }

    /** Conditions are decided when it is built, the properties when it starts. */
    @Test
    void keepsToThePhaseThatItWasBuiltFor() throws Exception {
        Path classes = folder.resolve("classes");
        write(classes.resolve(USERS), "@db.table 'users' interface User { @meta.id id: number.int }");
        AheadOfTimeBuild build = AheadOfTimeBuild.of(
                folder.resolve("build"),
                List.of(classes),
                "--spring.main.web-application-type=none",
                "--atscript.db.phase=database-initialization");
        List<Path> classPath = List.of(build.generated(), classes);
        try (TestDatabase database = DatabaseKind.SQLITE.create()) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            assertThat(start(0, database, classPath, "db", "sync", "--dry-run")).contains("1 to create");
            assertThat(start(1, database, classPath))
                    .contains(
                            "atscript.db.phase is application-runner, but the application was built ahead of time with"
                                    + " database-initialization");
            assertThat(jdbc.queryForList("SELECT name FROM sqlite_schema")).isEmpty();
            assertThat(start(database, classPath, "--atscript.db.phase=database-initialization"))
                    .contains("Schema synced (1 created");
        }
    }

    /** The beans are there, as it was on when the application was built. */
    @Test
    void isOffWhereItIsSwitchedOffAtTheStart() throws Exception {
        Path classes = folder.resolve("classes");
        write(classes.resolve(USERS), table("User", "users"));
        String off = "--atscript.db.enabled=false";
        for (String phase : List.of("application-runner", "database-initialization")) {
            String inPhase = "--atscript.db.phase=" + phase;
            AheadOfTimeBuild build = AheadOfTimeBuild.of(
                    folder.resolve(phase), List.of(classes), "--spring.main.web-application-type=none", inPhase);
            List<Path> classPath = List.of(build.generated(), classes);
            try (TestDatabase database = DatabaseKind.SQLITE.create()) {
                JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
                assertThat(start(database, classPath, off, inPhase, "--atscript.db.locations=file:/nowhere"))
                        .contains("There is no schema sync: atscript.db.enabled is false");
                assertThat(start(database, classPath, off, inPhase, "db", "sync", "--yes"))
                        .doesNotContain("Schema synced");
                assertThat(jdbc.queryForList("SELECT name FROM sqlite_schema")).isEmpty();
                assertThat(start(database, classPath, inPhase)).contains("Schema synced (1 created");
            }
        }
    }

    @Test
    void isOffInAWebApplicationToo() throws Exception {
        Path classes = folder.resolve("classes");
        write(classes.resolve(USERS), table("User", "users"));
        String exposed = "--management.endpoints.web.exposure.include=*";
        AheadOfTimeBuild build = AheadOfTimeBuild.of(folder.resolve("build"), List.of(classes), exposed);
        List<Path> classPath = List.of(build.generated(), classes);
        try (TestDatabase database = DatabaseKind.SQLITE.create()) {
            assertThat(startWeb(database, classPath, exposed, "--atscript.db.enabled=false"))
                    .contains("There is no schema sync: atscript.db.enabled is false")
                    .doesNotContain("Schema synced");
            assertThat(startWeb(database, classPath, exposed, "--atscript.db.traffic-gate=false"))
                    .contains("Requests are let in before the schema sync is over: atscript.db.traffic-gate is false")
                    .contains("Schema synced (1 created");
        }
    }

    /** What an application says until it is ready. */
    private static String startWeb(TestDatabase database, List<Path> classPath, String... properties) {
        String[] arguments = Stream.concat(
                        Stream.of(
                                "-Dspring.aot.enabled=true",
                                "--server.port=0",
                                "--spring.datasource.url=" + database.jdbcUrl(),
                                "--logging.level.dev.atscript=info",
                                "--logging.level.org.springframework.boot.availability=debug"),
                        Stream.of(properties))
                .toArray(String[]::new);
        try (JavaProcess application = JavaProcess.start(classPath, AheadOfTimeApplication.class, arguments)) {
            application.awaitLine(line -> line.contains("ACCEPTING_TRAFFIC"));
            return application.output();
        }
    }

    @Test
    void doesNotStartWhereItIsSwitchedOnOnlyAtTheStart() throws Exception {
        Path classes = folder.resolve("classes");
        write(classes.resolve(USERS), table("User", "users"));
        AheadOfTimeBuild build = AheadOfTimeBuild.of(
                folder.resolve("build"),
                List.of(classes),
                "--spring.main.web-application-type=none",
                "--atscript.db.enabled=false",
                "--atscript.db.traffic-gate=false");
        List<Path> classPath = List.of(build.generated(), classes);
        try (TestDatabase database = DatabaseKind.SQLITE.create()) {
            for (String property : List.of("atscript.db.enabled", "atscript.db.traffic-gate")) {
                assertThat(start(1, database, classPath, "--" + property + "=true"))
                        .contains(property + " is true, but the application was built ahead of time with false");
            }
            start(database, classPath);
        }
    }

    /** The beans that were generated for a web application need a web server, and a command has none. */
    @Test
    void runsTheCommandsOfAWebApplicationButNotInANativeImage() throws Exception {
        Path classes = folder.resolve("classes");
        write(classes.resolve(USERS), table("User", "users"));
        AheadOfTimeBuild build = AheadOfTimeBuild.of(folder.resolve("build"), List.of(classes));
        write(classes.resolve("atscript/later.as"), table("Later", "later"));
        List<Path> classPath = List.of(build.generated(), classes);
        try (TestDatabase database = DatabaseKind.SQLITE.create()) {
            assertThat(startAny(0, database, classPath, "db", "sync", "--dry-run"))
                    .contains("1 to create");
            assertThat(startAny(64, database, classPath, NATIVE, "db", "sync", "--dry-run"))
                    .contains("native image of a web application", "run it with the jar");
        }
    }

    /** The first start makes the users, and takes over the tags, with a column that the model does not know. */
    private static void assertSynced(TestDatabase database, List<Path> classPath) throws Exception {
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        jdbc.execute("CREATE TABLE tags (id " + (database.username().isEmpty() ? "INTEGER" : "BIGINT")
                + " NOT NULL PRIMARY KEY, colour TEXT)");
        jdbc.update("INSERT INTO tags (id, colour) VALUES (1, 'red')");
        assertThat(start(database, classPath, "--atscript.db.adopt=keep")).contains("Schema synced (1 created");
        jdbc.update("INSERT INTO users (id, name) VALUES (1, 'Ada')");
    }

    /** The next one, after a change, reads what the first one remembers of both; and one without a change does nothing. */
    private static void assertChanged(TestDatabase database, List<Path> classPath) throws Exception {
        assertThat(start(database, classPath)).contains("Schema synced (0 created, 1 altered, 0 dropped");
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        jdbc.update("UPDATE users SET nick = 'ada'");
        assertThat(jdbc.queryForList("SELECT name, nick FROM users"))
                .containsExactly(Map.of("name", "Ada", "nick", "ada"));
        assertThat(jdbc.queryForList("SELECT colour FROM tags", String.class)).containsExactly("red");
        assertThat(start(database, classPath)).contains("Schema up to date");
    }

    /** What an application says until it ends. */
    private static String start(TestDatabase database, List<Path> classPath, String... properties) throws Exception {
        return start(0, database, classPath, properties);
    }

    private static String start(int exitCode, TestDatabase database, List<Path> classPath, String... properties)
            throws Exception {
        String[] more = Stream.concat(Stream.of("--spring.main.web-application-type=none"), Stream.of(properties))
                .toArray(String[]::new);
        return startAny(exitCode, database, classPath, more);
    }

    /** Also a web application. */
    private static String startAny(int exitCode, TestDatabase database, List<Path> classPath, String... properties)
            throws Exception {
        String[] arguments = Stream.concat(
                        Stream.of(
                                "-Dspring.aot.enabled=true",
                                "--spring.datasource.url=" + database.jdbcUrl(),
                                "--spring.datasource.username=" + database.username(),
                                "--spring.datasource.password=" + database.password(),
                                "--logging.level.dev.atscript=info"),
                        Stream.of(properties))
                .toArray(String[]::new);
        try (JavaProcess application = JavaProcess.start(classPath, AheadOfTimeApplication.class, arguments)) {
            assertThat(application.awaitExit(AheadOfTimeBuild.SECONDS))
                    .as(application.output())
                    .isEqualTo(exitCode);
            return application.output();
        }
    }

    private static String users(String more) {
        return "import { Named } from '../../named'\n"
                + "@db.table 'users' interface User extends Named { @meta.id id: number.int; " + more + " }";
    }

    private static String table(String type, String name) {
        return "@db.table '" + name + "' interface " + type + " { @meta.id id: number.int }\n";
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Path jar(String entry, String text) throws IOException {
        Path jar = folder.resolve("tags.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            entries.putNextEntry(new ZipEntry("atscript/"));
            entries.putNextEntry(new ZipEntry(entry));
            entries.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
