package com.example.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.JavaProcess;
import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The application in an IDE: classes in a folder, and DevTools beside them. */
class DevtoolsTest {

    @TempDir
    Path folder;

    @Test
    void restartsAndSyncsWhenAFileOfTheModelChanges() throws Exception {
        Path classes = folder.resolve("classes");
        FileSystemUtils.copyRecursively(PackagedApplication.WEB.folder().resolve("target/classes"), classes);
        Path outside = Files.createDirectory(folder.resolve("model"));
        try (TestDatabase database = SqliteFiles.createDatabase();
                JavaProcess process = start(classes, outside, database)) {
            process.awaitLine(line -> line.contains("Schema synced (1 created, 0 altered"));

            Path users = classes.resolve("atscript/users.as");
            Files.writeString(
                    users, Files.readString(users).replace("name: string", "name: string\n\n    phone?: string"));
            process.awaitLine(line -> line.contains("Schema synced (0 created, 1 altered"));

            Files.writeString(outside.resolve("notes.as"), """
                    @db.table 'notes'
                    interface Note {
                        @meta.id
                        id: number.int
                    }
                    """);
            process.awaitLine(line -> line.contains("Schema synced (1 created, 0 altered"));
            assertThat(Tables.of(database)).containsExactly("__atscript_control", "notes", "users");
            assertThat(Tables.rows(database, "SELECT phone FROM users")).isEmpty();
        }
    }

    private JavaProcess start(Path classes, Path outside, TestDatabase database) throws Exception {
        PackagedApplication.WEB.extract(folder.resolve("extracted"));
        String classPath = String.join(
                File.pathSeparator,
                classes.toString(),
                ClassPath.entry("spring-boot-devtools"),
                folder.resolve("extracted/lib").toString() + File.separator + "*");
        List<String> command = new ArrayList<>(List.of("-cp", classPath, "com.example.web.Application"));
        command.addAll(PackagedApplication.at(database));
        command.addAll(List.of(
                "--server.port=0",
                "--atscript.db.fail-on-missing-locations=false",
                "--atscript.db.locations=classpath*:atscript/**/*.as,file:" + outside + "/**/*.as",
                "--spring.devtools.livereload.enabled=false",
                "--spring.devtools.restart.additional-paths=" + outside));
        return JavaProcess.java(command);
    }
}
