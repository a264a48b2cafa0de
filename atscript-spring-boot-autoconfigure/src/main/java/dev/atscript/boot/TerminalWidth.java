package dev.atscript.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How many columns the terminal has that is the standard input. Java does not say; {@code stty} of POSIX does. */
final class TerminalWidth {

    static final int UNKNOWN = 0;

    /** Narrower ones are taken for that: what is broken after every word is harder to read than what the terminal breaks. */
    private static final int LEAST = 30;

    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d{1,5})");
    private static final Pattern COLUMNS = Pattern.compile("\\d{1,5}");
    private static final long PATIENCE_SECONDS = 2;

    private TerminalWidth() {}

    /** Its columns; {@link #UNKNOWN} where neither the terminal nor the environment variable {@code COLUMNS} says. */
    static int find() {
        int asked = ofSize(askTerminal());
        return asked == UNKNOWN ? ofVariable(System.getenv("COLUMNS")) : asked;
    }

    /** Of {@code rows columns}, as stty writes it; a terminal that does not know its size says 0. */
    static int ofSize(String size) {
        Matcher matcher = SIZE.matcher(size.strip());
        return matcher.matches() ? sound(Integer.parseInt(matcher.group(1))) : UNKNOWN;
    }

    /** Of the environment variable {@code COLUMNS}. */
    static int ofVariable(@Nullable String columns) {
        return columns != null && COLUMNS.matcher(columns).matches() ? sound(Integer.parseInt(columns)) : UNKNOWN;
    }

    private static int sound(int columns) {
        return columns == 0 ? UNKNOWN : Math.max(LEAST, columns);
    }

    private static String askTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return "";
            }
            return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException ex) {
            return "";
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
