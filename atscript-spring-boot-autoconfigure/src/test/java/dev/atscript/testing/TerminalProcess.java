package dev.atscript.testing;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A shell on a terminal of its own, which {@code script} of util-linux makes: what it shows is read, and its keys are
 * pressed.
 */
public final class TerminalProcess implements AutoCloseable {

    /** The key Ctrl-C. */
    public static final String CTRL_C = "\u0003";

    private static final long LONGEST_LIFE_SECONDS = 180;

    private final Process process;
    private final Reader out;
    private final Writer in;
    private final StringBuilder heard = new StringBuilder();

    private TerminalProcess(Process process) {
        this.process = process;
        CompletableFuture.delayedExecutor(LONGEST_LIFE_SECONDS, TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Whether this machine has that {@code script}; those of BSD and macOS are others. */
    public static boolean isPossible() {
        try {
            Process process = script("--version").start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return version.contains("util-linux");
        } catch (IOException ex) {
            return false;
        }
    }

    /** A build in the background ignores Ctrl-C, and so would all that it starts. */
    private static ProcessBuilder script(String... arguments) {
        List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT", "script"));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words).redirectErrorStream(true);
    }

    /** Runs a command of the shell on a terminal of so many columns; the exit code is the command's. */
    public static TerminalProcess start(int columns, String command) {
        String sized = "stty cols " + columns + " rows 50; " + command;
        ProcessBuilder builder = script("--quiet", "--return", "--command", sized, "/dev/null");
        builder.environment().put("SHELL", "/bin/sh");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("NO_COLOR");
        try {
            return new TerminalProcess(builder.start());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The command of the shell that starts a program on the class path of the tests. */
    public static String java(Class<?> main, String... arguments) {
        return JavaProcess.command(List.of(), main, arguments).stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** Reads what is shown until it ends with that. */
    public void awaitText(String wanted) {
        while (heard.indexOf(wanted) < 0) {
            if (!read()) {
                throw new AssertionError("the process ended without '" + wanted + "', and showed: " + heard);
            }
        }
    }

    /** Presses keys. */
    public void press(String keys) {
        try {
            in.write(keys);
            in.flush();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Waits for the end of the command, and reads all that it shows until then; its exit code. */
    public int awaitExit() throws InterruptedException {
        while (read()) {
            // It goes on.
        }
        return process.waitFor();
    }

    /** All that was sent to the terminal, with its control characters. */
    public String raw() {
        return heard.toString();
    }

    /** The lines that a person sees: without colours, and what was written over is gone. */
    public List<String> screen() {
        List<String> lines = new ArrayList<>();
        for (String line : heard.toString().replaceAll("\u001B\\[[0-9;]*m", "").split("\r?\n", -1)) {
            StringBuilder seen = new StringBuilder();
            for (String layer : line.split("\r")) {
                seen.replace(0, Math.min(layer.length(), seen.length()), layer);
            }
            lines.add(seen.toString().stripTrailing());
        }
        return lines;
    }

    private boolean read() {
        try {
            int c = out.read();
            if (c >= 0) {
                heard.append((char) c);
            }
            return c >= 0;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
