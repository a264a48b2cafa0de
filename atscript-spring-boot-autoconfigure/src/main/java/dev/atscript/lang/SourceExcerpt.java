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
            String line = line(location);
            int token = Math.min(location.column() - 1, line.length());
            int tokenEnd = Math.max(token + 1, token + location.length());
            int start = line.length() > WIDEST && token > BEFORE_TOKEN ? boundary(line, token - BEFORE_TOKEN) : 0;
            int stop = line.length() - start > WIDEST ? boundary(line, start + WIDEST) : line.length();
            String shown = (start > 0 ? "…" : "")
                    + line.substring(start, stop).stripTrailing()
                    + (stop < line.length() ? "…" : "");
            String before = (start > 0 ? " " : "") + blank(line, start, token);
            int carets = width(line, token, Math.min(tokenEnd, stop));
            return new SourceExcerpt(shown, before + "^".repeat(Math.max(1, carets)));
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
    private static int boundary(String line, int at) {
        return Character.isLowSurrogate(line.charAt(at)) ? at - 1 : at;
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
                width += CharacterWidth.of(line.codePointAt(i));
            }
        }
        return width;
    }
}
