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
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An application that is built ahead of time, as the Maven plugin's {@code process-aot} does it for a native image, and started
 * with what was generated. The class path of a native image cannot be searched: there is a file that a search would find.
 */
class AheadOfTimeTest {

    private static final int SECONDS = 120;

    @TempDir
    Path folder;

    @Test
    void findsTheFilesThatWereThereWhenItWasBuilt() throws Exception {
        Path classes = folder.resolve("classes");
        Path jar = jar("atscript/tags.as", table("Tag", "tags"));
        write(classes.resolve("named.as"), "export interface Named { name: string }");
        write(
                classes.resolve("atscript/people/the users.as"),
                "import { Named } from '../../named'\n"
                        + "@db.table 'users' interface User extends Named { @meta.id id: number.int }");
        Path generated = build(List.of(classes, jar));
        assertThat(generated.resolve(IndexedResources.INDEX)).hasContent("""
                classpath*:atscript/**/*.as\tatscript/people/the users.as
                classpath*:atscript/**/*.as\tatscript/tags.as
                """);
        assertThat(reachabilityMetadata(generated)).contains("\"**/*.as\"", IndexedResources.INDEX);
        write(classes.resolve("atscript/later.as"), table("Later", "later"));
        for (DatabaseKind kind : DatabaseKind.values()) {
            try (TestDatabase database = kind.create()) {
                assertSynced(database, List.of(generated, classes, jar));
            }
        }
    }

    /** Processes and compiles the application; where everything generated is. */
    private Path build(List<Path> classPath) throws Exception {
        Path sources = folder.resolve("sources");
        Path generated = folder.resolve("generated");
        String[] arguments = {
            AheadOfTimeApplication.class.getName(),
            sources.toString(),
            generated.toString(),
            generated.toString(),
            "dev.atscript",
            "ahead-of-time",
            "--spring.main.web-application-type=none"
        };
        try (JavaProcess processor = JavaProcess.start(classPath, SpringApplicationAotProcessor.class, arguments)) {
            assertThat(processor.awaitExit(SECONDS)).as(processor.output()).isZero();
        }
        compile(sources, generated);
        return generated;
    }

    private static void compile(Path sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> found = Files.walk(sources)) {
            List<Path> javaFiles =
                    found.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options =
                    List.of("-proc:none", "-d", classes.toString(), "-cp", JavaProcess.classPath(List.of(classes)));
            assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(javaFiles))
                            .call())
                    .isTrue();
        }
    }

    private static void assertSynced(TestDatabase database, List<Path> classPath) throws Exception {
        String[] arguments = {
            "-Dspring.aot.enabled=true",
            "--spring.main.web-application-type=none",
            "--spring.datasource.url=" + database.jdbcUrl(),
            "--spring.datasource.username=" + database.username(),
            "--spring.datasource.password=" + database.password(),
            "--logging.level.dev.atscript=info"
        };
        try (JavaProcess application = JavaProcess.start(classPath, AheadOfTimeApplication.class, arguments)) {
            assertThat(application.awaitExit(SECONDS)).as(application.output()).isZero();
            assertThat(application.output()).contains("Schema synced (2 created");
        }
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        assertThat(jdbc.queryForList("SELECT id, name FROM users")).isEmpty();
        assertThat(jdbc.queryForList("SELECT id FROM tags")).isEmpty();
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

    private static String reachabilityMetadata(Path generated) throws IOException {
        return Files.readString(generated.resolve(
                        "META-INF/native-image/dev.atscript/ahead-of-time/reachability-metadata.json"))
                .replace("\\/", "/");
    }
}
