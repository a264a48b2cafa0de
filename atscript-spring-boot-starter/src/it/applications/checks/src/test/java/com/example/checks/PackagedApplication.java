package com.example.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.JavaProcess;
import dev.atscript.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One of the applications beside this module, as its build has packaged it. */
enum PackagedApplication {
    PLAIN("plain"),
    WEB("web"),
    FLYWAY("flyway");

    private static final long LONGEST_RUN_SECONDS = 120;

    private final String name;

    PackagedApplication(String name) {
        this.name = name;
    }

    Path folder() {
        return Path.of("..", name);
    }

    Path jar() {
        return folder().resolve(Path.of("target", name + ".jar"));
    }

    /** Starts it, or gives it a command, with a database of the test. */
    JavaProcess start(TestDatabase database, String... arguments) {
        return start(jar(), database, arguments);
    }

    static JavaProcess start(Path jar, TestDatabase database, String... arguments) {
        List<String> command = new ArrayList<>(List.of("-jar", jar.toString()));
        command.addAll(at(database));
        command.addAll(List.of(arguments));
        return JavaProcess.java(command);
    }

    /** The arguments that lead an application to a database. */
    static List<String> at(TestDatabase database) {
        return Stream.of(
                        "--spring.datasource.url=" + database.jdbcUrl(),
                        "--spring.datasource.username=" + database.username(),
                        "--spring.datasource.password=" + database.password())
                .filter(argument -> !argument.endsWith("="))
                .toList();
    }

    /** Runs it to its end, which has to have an exit code; what it said. */
    String run(int exitCode, TestDatabase database, String... arguments) throws InterruptedException {
        try (JavaProcess process = start(database, arguments)) {
            return outputOf(process, exitCode);
        }
    }

    static String outputOf(JavaProcess process, int exitCode) throws InterruptedException {
        int actual = process.awaitExit(LONGEST_RUN_SECONDS);
        assertThat(actual).as(process.output()).isEqualTo(exitCode);
        return process.output();
    }

    /** Extracts the jar as a container image has it; the folder then has the jar and its {@code lib}. */
    Path extract(Path folder) throws InterruptedException {
        try (JavaProcess process = JavaProcess.java(List.of(
                "-Djarmode=tools",
                "-jar",
                jar().toString(),
                "extract",
                "--force",
                "--destination",
                folder.toString()))) {
            outputOf(process, 0);
        }
        return folder.resolve(name + ".jar");
    }
}
