package dev.atscript.lang;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shows diagnostics to people: place and message, the line of the file with a caret under the token, and what was
 * probably meant.
 *
 * <pre>
 * orders.as:14:10: error AS2004: the name 'strng' is not known here; expected …
 *    14 |   title: strng
 *       |          ^^^^^
 *    hint: did you mean 'string'?
 * </pre>
 */
public final class DiagnosticRenderer {

    private static final int WIDEST = 120;
    private static final int BEFORE_TOKEN = 60;

    private final boolean colour;
    private final Map<SourceFile, int[]> lineStarts = new HashMap<>();

    private DiagnosticRenderer(boolean colour) {
        this.colour = colour;
    }

    /**
     * Shows one diagnostic, over several lines; the last ends without a line break.
     *
     * @param diagnostic what to show
     * @param colour whether to colour the text with ANSI escape sequences
     * @return the text
     */
    public static String render(Diagnostic diagnostic, boolean colour) {
        return new DiagnosticRenderer(colour).one(diagnostic);
    }

    /**
     * Shows diagnostics in the order given, with empty lines between them, and counts them in the last line; empty for
     * no diagnostics.
     *
     * @param diagnostics what to show
     * @param colour whether to colour the text with ANSI escape sequences
     * @return the text, without a line break at its end
     */
    public static String render(List<Diagnostic> diagnostics, boolean colour) {
        return render(diagnostics, colour, Integer.MAX_VALUE);
    }

    /**
     * Shows the first diagnostics as {@link #render(List, boolean)} does, and counts all.
     *
     * @param diagnostics what to show
     * @param colour whether to colour the text with ANSI escape sequences
     * @param most how many to show
     * @return the text, without a line break at its end
     */
    public static String render(List<Diagnostic> diagnostics, boolean colour, int most) {
        if (diagnostics.isEmpty()) {
            return "";
        }
        DiagnosticRenderer renderer = new DiagnosticRenderer(colour);
        StringBuilder text = new StringBuilder();
        int shown = Math.min(most, diagnostics.size());
        for (Diagnostic diagnostic : diagnostics.subList(0, shown)) {
            text.append(renderer.one(diagnostic)).append("\n\n");
        }
        if (shown < diagnostics.size()) {
            text.append("… and ").append(diagnostics.size() - shown).append(" more\n\n");
        }
        return text.append(summary(diagnostics)).toString();
    }

    private static String summary(List<Diagnostic> diagnostics) {
        int errors = 0;
        Set<String> files = new HashSet<>();
        for (Diagnostic diagnostic : diagnostics) {
            errors += diagnostic.severity() == Severity.ERROR ? 1 : 0;
            files.add(diagnostic.location().file().name());
        }
        int warnings = diagnostics.size() - errors;
        String counts = errors > 0 && warnings > 0
                ? counted(errors, "error") + ", " + counted(warnings, "warning")
                : errors > 0 ? counted(errors, "error") : counted(warnings, "warning");
        return counts + " in " + counted(files.size(), "file");
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private String one(Diagnostic diagnostic) {
        Location location = diagnostic.location();
        boolean error = diagnostic.severity() == Severity.ERROR;
        String mark = error ? "\u001B[31m" : "\u001B[33m";
        StringBuilder text = new StringBuilder();
        text.append(coloured("\u001B[1m", printable(location.toString()) + ":"))
                .append(' ')
                .append(coloured(mark, (error ? "error " : "warning ") + diagnostic.code() + ":"))
                .append(' ')
                .append(printable(diagnostic.message()))
                .append('\n');
        source(text, location, mark);
        if (diagnostic.hint() != null) {
            text.append('\n')
                    .append("  ")
                    .append(coloured("\u001B[36m", "hint:"))
                    .append(' ');
            text.append(printable(diagnostic.hint()));
        }
        return text.toString();
    }

    private String coloured(String escape, String text) {
        return colour ? escape + text + "\u001B[0m" : text;
    }

    /** The line, and below it the caret line; of a wide line the part around the token. */
    private void source(StringBuilder text, Location location, String mark) {
        String line = line(location);
        int token = Math.min(location.column() - 1, line.length());
        int tokenEnd = Math.max(token + 1, token + location.length());
        int start = line.length() > WIDEST && token > BEFORE_TOKEN ? boundary(line, token - BEFORE_TOKEN) : 0;
        int stop = line.length() - start > WIDEST ? boundary(line, start + WIDEST) : line.length();
        String number = String.valueOf(location.line());
        String gutter = " ".repeat(Math.max(0, 5 - number.length())) + number;
        String shown =
                (start > 0 ? "…" : "") + printable(line.substring(start, stop)).stripTrailing();
        text.append(coloured("\u001B[2m", gutter + " |"))
                .append(shown.isEmpty() ? "" : " ")
                .append(shown);
        text.append(stop < line.length() ? "…" : "").append('\n');
        text.append(coloured("\u001B[2m", " ".repeat(gutter.length()) + " |")).append(' ');
        text.append(start > 0 ? " " : "").append(blank(line, start, token));
        int carets = width(line, token, Math.min(tokenEnd, stop));
        text.append(coloured(mark, "^".repeat(Math.max(1, carets))));
    }

    /** An offset that does not divide a pair of surrogates. */
    private static int boundary(String line, int at) {
        return Character.isLowSurrogate(line.charAt(at)) ? at - 1 : at;
    }

    private String line(Location location) {
        String all = location.file().text();
        int[] starts = lineStarts.computeIfAbsent(location.file(), file -> lineStarts(file.text()));
        int index = Math.min(location.line() - 1, starts.length - 1);
        int start = starts[index];
        int stop = start;
        while (stop < all.length() && all.charAt(stop) != '\n' && all.charAt(stop) != '\r') {
            stop++;
        }
        return all.substring(start, stop);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean end = c == '\n' || (c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n'));
            if (end) {
                starts = lines == starts.length ? java.util.Arrays.copyOf(starts, lines * 2) : starts;
                starts[lines++] = i + 1;
            }
        }
        return java.util.Arrays.copyOf(starts, lines);
    }

    /** White space as wide as a stretch of the line: tabs stay, so that they end where those above do. */
    private static String blank(String line, int start, int stop) {
        StringBuilder blank = new StringBuilder();
        for (int i = start; i < stop; i++) {
            blank.append(line.charAt(i) == '\t' ? "\t" : " ".repeat(width(line, i, i + 1)));
        }
        return blank.toString();
    }

    /** How many columns of a terminal a stretch of the line takes. */
    private static int width(String line, int start, int stop) {
        int width = 0;
        for (int i = start; i < stop; i++) {
            if (i >= line.length()) {
                width++;
            } else if (!Character.isLowSurrogate(line.charAt(i)) || i == 0) {
                width += width(line.codePointAt(i));
            }
        }
        return width;
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || c == '\uFEFF') {
            return 0;
        }
        boolean wide = (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
        return wide ? 2 : 1;
    }

    /** Whether a character is half of a pair without its other half. */
    private static boolean isHalf(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /** Text whose control characters cannot play tricks on a terminal or break the line. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean invisible = (c >= '\u2028' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
            boolean control = (Character.isISOControl(c) && c != '\t') || invisible || isHalf(text, i);
            if (c != '\uFEFF') {
                printable.append(control ? '\uFFFD' : c);
            }
        }
        return printable.toString();
    }
}
