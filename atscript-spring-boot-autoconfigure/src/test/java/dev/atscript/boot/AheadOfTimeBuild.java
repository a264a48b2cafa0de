package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.JavaProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.SpringApplicationAotProcessor;

/**
 * {@link AheadOfTimeApplication}, built ahead of time as the Maven plugin's {@code process-aot} does it for a native image.
 *
 * @param generated the folder of everything that was generated: classes, resources and metadata
 */
record AheadOfTimeBuild(Path generated) {

    static final int SECONDS = 120;

    private static final String METADATA =
            "META-INF/native-image/dev.atscript/ahead-of-time/reachability-metadata.json";

    /**
     * Processes and compiles the application.
     *
     * @param folder where files can be written
     * @param classPath folders and jars before those of the tests
     * @param properties the application's, at build time
     */
    static AheadOfTimeBuild of(Path folder, List<Path> classPath, String... properties) throws Exception {
        Path sources = folder.resolve("sources");
        Path generated = folder.resolve("generated");
        String[] arguments = Stream.concat(
                        Stream.of(
                                AheadOfTimeApplication.class.getName(),
                                sources.toString(),
                                generated.toString(),
                                generated.toString(),
                                "dev.atscript",
                                "ahead-of-time"),
                        Stream.of(properties))
                .toArray(String[]::new);
        try (JavaProcess processor = JavaProcess.start(classPath, SpringApplicationAotProcessor.class, arguments)) {
            assertThat(processor.awaitExit(SECONDS)).as(processor.output()).isZero();
        }
        compile(sources, generated);
        return new AheadOfTimeBuild(generated);
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

    /** The index of the files that {@code atscript.db.locations} led to. */
    Path index() {
        return generated.resolve(IndexedResources.INDEX);
    }

    /** What a native image is told of reflection and resources. */
    Path metadata() {
        return generated.resolve(METADATA);
    }

    /** The same, read back. */
    RuntimeHints hints() throws IOException {
        try (InputStream metadata = Files.newInputStream(metadata())) {
            return ReachabilityMetadata.read(metadata);
        }
    }
}
