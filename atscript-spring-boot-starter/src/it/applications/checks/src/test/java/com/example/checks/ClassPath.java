package com.example.checks;

import dev.atscript.testing.JavaProcess;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The class path of these tests. */
final class ClassPath {

    private ClassPath() {}

    /** The jar of an artifact. */
    static String entry(String artifactId) {
        return Stream.of(JavaProcess.classPath(List.of()).split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().startsWith(artifactId + "-"))
                .findFirst()
                .orElseThrow();
    }
}
