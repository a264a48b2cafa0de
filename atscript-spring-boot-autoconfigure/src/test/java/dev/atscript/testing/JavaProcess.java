package dev.atscript.testing;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of its own, which is spoken to in lines, and killed at last. */
public final class JavaProcess implements AutoCloseable {

    private static final boolean FULL = "full".equals(System.getProperty("campaign"));

    /** What nobody ends, and what says nothing more, ends then. */
    private static final long LONGEST_LIFE_SECONDS = FULL ? 3600 : 180;

    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;
    private final List<String> heard = new ArrayList<>();

    private JavaProcess(Process process) {
        this.process = process;
        CompletableFuture.delayedExecutor(LONGEST_LIFE_SECONDS, TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts a program with the class path of the tests; arguments that begin with {@code -D} are the JVM's. */
    public static JavaProcess start(Class<?> main, String... arguments) {
        return start(List.of(), main, arguments);
    }

    /** Starts a program whose class path begins with folders and jars of its own. */
    public static JavaProcess start(List<Path> first, Class<?> main, String... arguments) {
        return start(command(first, main, arguments));
    }

    /** Starts {@code java} with arguments: a jar ({@code -jar FILE …}), or a class path of its own. */
    public static JavaProcess java(List<String> arguments) {
        return start(javaCommand(arguments));
    }

    private static JavaProcess start(List<String> command) {
        try {
            return new JavaProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The words of the command that starts a program. */
    static List<String> command(List<Path> first, Class<?> main, String... arguments) {
        Map<Boolean, List<String>> isOfTheJvm =
                Stream.of(arguments).collect(Collectors.partitioningBy(argument -> argument.startsWith("-D")));
        List<String> options = new ArrayList<>(List.of("-cp", classPath(first)));
        options.addAll(isOfTheJvm.get(true));
        options.add(main.getName());
        options.addAll(isOfTheJvm.get(false));
        return javaCommand(options);
    }

    private static List<String> javaCommand(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m"));
        command.addAll(arguments);
        return command;
    }

    /** The class path of the tests, behind folders and jars. */
    public static String classPath(List<Path> first) {
        String ours = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.concat(first.stream().map(Path::toString), Stream.of(ours))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Writes a line to its standard input. */
    public void send(String line) {
        try {
            in.write(line);
            in.newLine();
            in.flush();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Reads its output until there is such a line. */
    public String awaitLine(Predicate<String> wanted) {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                heard.add(line);
                if (wanted.test(line)) {
                    return line;
                }
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        throw new AssertionError("the process ended without it, and said: " + output());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has said so far. */
    public String output() {
        return String.join("\n", heard);
    }

    /** Sends it a signal by name: {@code STOP}, {@code CONT}, {@code KILL}, {@code TERM}. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for its end, and reads all that it says until then; its exit code. */
    public int awaitExit(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("the process goes on after " + seconds + " s, and said: " + output());
        }
        out.lines().forEach(heard::add);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
