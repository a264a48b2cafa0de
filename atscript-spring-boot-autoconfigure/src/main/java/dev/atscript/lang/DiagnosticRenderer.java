package dev.atscript.lang;

import java.util.HashSet;
import java.util.List;
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

    private final boolean colour;
    private final SourceExcerpt.Reader excerpts = new SourceExcerpt.Reader();

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

    /** The line, and below it the caret line. */
    private void source(StringBuilder text, Location location, String mark) {
        SourceExcerpt excerpt = excerpts.of(location);
        String number = String.valueOf(location.line());
        String gutter = " ".repeat(Math.max(0, 5 - number.length())) + number;
        String line = printable(excerpt.line());
        text.append(coloured("\u001B[2m", gutter + " |"))
                .append(line.isEmpty() ? "" : " ")
                .append(line)
                .append('\n');
        int carets = excerpt.caretLine().indexOf('^');
        text.append(coloured("\u001B[2m", " ".repeat(gutter.length()) + " |"))
                .append(' ')
                .append(excerpt.caretLine(), 0, carets)
                .append(coloured(mark, excerpt.caretLine().substring(carets)));
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
