package com.example.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.JavaProcess;
import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The starter, drivers, and nothing else. */
class PlainApplicationTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void isShownByTheCommandWhatTheStartThenDoes(DatabaseKind kind) throws Exception {
        try (TestDatabase database = kind.create()) {
            assertThat(PackagedApplication.PLAIN.run(2, database, "db", "sync", "--dry-run", "--exit-code"))
                    .contains("+ users", "1 to create, 0 to alter, 0 to drop");
            assertThat(Tables.of(database)).isEmpty();

            assertThat(PackagedApplication.PLAIN.run(0, database))
                    .contains("Schema synced (1 created, 0 altered, 0 dropped");
            assertThat(Tables.of(database)).containsExactly("__atscript_control", "users");

            assertThat(PackagedApplication.PLAIN.run(0, database, "db", "sync", "--dry-run", "--exit-code"))
                    .contains("up to date");
        }
    }

    @Test
    void checksItsFilesWithoutADatabase() throws Exception {
        try (TestDatabase database = SqliteFiles.createDatabase()) {
            assertThat(PackagedApplication.PLAIN.run(0, database, "db", "check"))
                    .contains("1 table and 0 views in 1 file, no errors");
            Path wrong = Files.writeString(folder.resolve("wrong.as"), "export interface { }\n");
            assertThat(PackagedApplication.PLAIN.run(
                            1, database, "db", "check", "--atscript.db.locations=file:" + wrong))
                    .contains("wrong.as:1:18: error ");
            assertThat(Path.of(database.name())).doesNotExist();
        }
    }

    @Test
    void needsNothingOfMicrometer() throws Exception {
        Path jar = PackagedApplication.PLAIN.extract(folder);
        List<Path> micrometer = micrometerIn(folder.resolve("lib"));
        assertThat(micrometer)
                .extracting(file -> file.getFileName().toString().replaceAll("-[0-9].*", ""))
                .containsExactlyInAnyOrder("micrometer-commons", "micrometer-observation");
        for (Path file : micrometer) {
            Files.delete(file);
        }
        try (TestDatabase database = SqliteFiles.createDatabase();
                JavaProcess process = PackagedApplication.start(jar, database)) {
            assertThat(PackagedApplication.outputOf(process, 0)).contains("Schema synced (1 created");
            assertThat(Tables.of(database)).containsExactly("__atscript_control", "users");
        }
    }

    private static List<Path> micrometerIn(Path libraries) throws IOException {
        try (Stream<Path> files = Files.list(libraries)) {
            return files.filter(file -> file.getFileName().toString().startsWith("micrometer"))
                    .toList();
        }
    }
}
