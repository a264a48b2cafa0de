package dev.atscript.lang;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The line of a file that a diagnostic is about, with the token underlined, as both people and programs are shown it.
 *
 * @param line the line without its end and white space before that; of a wide one the part around the token, with {@code …} where it is cut
 * @param caretLine carets under the token, behind white space as wide as what stands before it: tabs are kept, and
 *     characters that take two columns of a terminal count twice
 */
public record SourceExcerpt(String line, String caretLine) {

    private static final int WIDEST = 120;
    private static final int BEFORE_TOKEN = 60;

    /** Cuts excerpts out of files, and remembers where the lines of these start. */
    public static final class Reader {

        private final Map<SourceFile, int[]> lineStarts = new HashMap<>();

        /** The excerpt around a place; a place that its file does not have gives an empty line. */
        public SourceExcerpt of(Location location) {
            String text = location.file().text();
            int[] starts = lineStarts.computeIfAbsent(location.file(), file -> lineStarts(file.text()));
            int index = Math.min(location.line() - 1, starts.length - 1);
            return around(location, text, starts[index], lineEnd(text, starts, index));
        }
    }

    /** Looks at what is shown only: a line may be as long as its file, with a problem at each of its words. */
    private static SourceExcerpt around(Location location, String text, int lineStart, int lineEnd) {
        int token = Math.min(lineStart + location.column() - 1, lineEnd);
        int tokenEnd = token + Math.max(1, location.length());
        boolean wide = lineEnd - lineStart > WIDEST;
        int start = wide && token - lineStart > BEFORE_TOKEN ? boundary(text, token - BEFORE_TOKEN) : lineStart;
        int stop = lineEnd - start > WIDEST ? boundary(text, start + WIDEST) : lineEnd;
        String shown = (start > lineStart ? "…" : "")
                + text.substring(start, stop).stripTrailing()
                + (stop < lineEnd ? "…" : "");
        String before = (start > lineStart ? " " : "") + blank(text, start, token);
        int carets = width(text, token, Math.min(tokenEnd, stop));
        return new SourceExcerpt(shown, before + "^".repeat(Math.max(1, carets)));
    }

    private static int lineEnd(String text, int[] starts, int index) {
        int end = index + 1 < starts.length ? starts[index + 1] : text.length();
        while (end > starts[index] && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean end = c == '\n' || (c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n'));
            if (end) {
                starts = lines == starts.length ? Arrays.copyOf(starts, lines * 2) : starts;
                starts[lines++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, lines);
    }

    /** An offset that does not divide a pair of surrogates. */
    private static int boundary(String text, int at) {
        return isSecondHalf(text, at) ? at - 1 : at;
    }

    private static boolean isSecondHalf(String text, int at) {
        return at > 0 && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    }

    /** White space as wide as a stretch of the line: tabs stay, so that they end where those above do. */
    private static String blank(String text, int start, int stop) {
        StringBuilder blank = new StringBuilder();
        for (int i = start; i < stop; i++) {
            blank.append(text.charAt(i) == '\t' ? "\t" : " ".repeat(width(text, i, i + 1)));
        }
        return blank.toString();
    }

    /** How many columns of a terminal a stretch of the line takes. */
    private static int width(String text, int start, int stop) {
        int width = 0;
        for (int i = start; i < stop; i++) {
            width += isSecondHalf(text, i) ? 0 : CharacterWidth.of(text.codePointAt(i));
        }
        return width;
    }
}
