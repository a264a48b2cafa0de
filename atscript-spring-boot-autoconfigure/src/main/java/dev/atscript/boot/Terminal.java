package dev.atscript.boot;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a command speaks to people and programs.
 *
 * @param out what was asked for
 * @param err everything else: refusals, errors, logs
 * @param interactive whether somebody is there to answer
 * @param colour whether to use colours unless the command line says otherwise
 * @param width its columns; 0 where nobody knows, or where there is no terminal
 * @param input answers, line by line
 * @param exit ends the process
 */
record Terminal(
        PrintStream out,
        PrintStream err,
        boolean interactive,
        boolean colour,
        int width,
        BufferedReader input,
        IntConsumer exit) {

    static final String IS_TERMINAL = "isTerminal";

    /**
     * The process's own. What others print, log lines above all, goes to the standard error from now on, so that the
     * standard output holds the command's answer and nothing else.
     */
    @SuppressWarnings("SystemConsoleNull") // what it returns from Java 22 on is asked in isTerminal
    static Terminal takeOver() {
        Console console = System.console();
        boolean interactive = console != null && isTerminal(console);
        Charset charset = console != null && interactive ? unicode(console.charset()) : StandardCharsets.UTF_8;
        StandardOutput output = new StandardOutput();
        PrintStream out = new PrintStream(output, true, charset);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset);
        System.setOut(System.err);
        boolean colour = interactive && areColoursWelcome(System.getenv("NO_COLOR"));
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, charset));
        int width = interactive ? TerminalWidth.find() : 0;
        return new Terminal(out, err, interactive, colour, width, input, code -> System.exit(code(code, output, err)));
    }

    /** A program that reads the answer would take half of one, or none, for all there is. */
    private static int code(int code, StandardOutput output, PrintStream err) {
        String failure = output.failure();
        if (failure == null) {
            return code;
        }
        err.println("The answer could not be written: " + failure + ".");
        return ExitCode.ERRORS;
    }

    /** See <a href="https://no-color.org">no-color.org</a>: any value but the empty one says no. */
    static boolean areColoursWelcome(@Nullable String noColor) {
        return noColor == null || noColor.isEmpty();
    }

    /** From Java 22 on there is a console even where input or output is no terminal. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod(IS_TERMINAL).invoke(console);
        } catch (ReflectiveOperationException ex) {
            return true;
        }
    }

    /** Containers rarely have a locale, but can show our signs. */
    private static Charset unicode(Charset charset) {
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }

    /**
     * Asks, and returns whether the answer was yes.
     *
     * @param where the question goes
     */
    boolean confirm(String question, PrintStream where) {
        where.print(question + " [y/N] ");
        where.flush();
        String answer = readLine();
        return answer != null
                && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
    }

    private @Nullable String readLine() {
        try {
            return input.readLine();
        } catch (IOException ex) {
            return null;
        }
    }
}
