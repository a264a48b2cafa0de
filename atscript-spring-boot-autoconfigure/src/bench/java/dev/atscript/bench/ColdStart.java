package dev.atscript.bench;

import dev.atscript.db.model.DbAnnotations;
import dev.atscript.db.model.DbModel;
import dev.atscript.lang.AsCompiler;
import dev.atscript.lang.SourceFile;
import dev.atscript.lang.SourceResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How long a fresh JVM takes from its start to its end to read 200 files of 50 lines from disk, and to read none. */
public final class ColdStart {

    private static final int RUNS = 21;

    private ColdStart() {}

    /** With a folder: reads it. Without: starts a JVM for each run, and prints the times. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 0) {
            read(Path.of(arguments[0]));
            return;
        }
        Path full = Files.createTempDirectory("atscript-bench");
        Path empty = Files.createTempDirectory("atscript-bench");
        long bytes = 0;
        for (SourceFile file : Models.files()) {
            Files.writeString(full.resolve(file.name()), file.text());
            bytes += Files.size(full.resolve(file.name()));
        }
        System.out.println("200 files, " + bytes + " bytes");
        System.out.println("200 files: " + times(full));
        System.out.println("no file:   " + times(empty));
    }

    private static void read(Path folder) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.sorted().toList()) {
                files.add(new SourceFile(path.getFileName().toString(), Files.readString(path)));
            }
        }
        DbModel.Result result =
                DbModel.compile(AsCompiler.compile(files, SourceResolver.NONE, DbAnnotations.CATALOGUE));
        if (result.hasErrors() || result.schema().tables().size() != files.size()) {
            throw new IllegalStateException(result.diagnostics().toString());
        }
    }

    private static String times(Path folder) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classpath = System.getProperty("java.class.path");
        long[] times = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(
                            java, "-cp", classpath, ColdStart.class.getName(), folder.toString())
                    .inheritIO()
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("The run failed");
            }
            times[i] = (System.nanoTime() - start) / 1_000_000;
        }
        Arrays.sort(times);
        return "median %d ms, from %d to %d, of %d runs".formatted(times[RUNS / 2], times[0], times[RUNS - 1], RUNS);
    }
}
