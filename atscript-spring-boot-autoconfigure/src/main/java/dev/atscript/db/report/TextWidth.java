package dev.atscript.db.report;

import dev.atscript.lang.CharacterWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How text behaves on a terminal. */
public final class TextWidth {

    private static final Pattern WORD = Pattern.compile("( *)([^ ]+)");

    private TextWidth() {}

    /** How many columns of a terminal the text takes. */
    public static int of(String text) {
        return text.codePoints().map(CharacterWidth::of).sum();
    }

    /** The text with spaces after it, so that it is at least as wide as that. */
    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /** As much of the text, from its beginning, as those columns hold. */
    public static String cut(String text, int width) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += CharacterWidth.of(c);
            if (used > width) {
                return text.substring(0, end);
            }
            end += Character.charCount(c);
        }
        return text;
    }

    /**
     * The text in lines: broken at spaces and, where a word is wider than a line, within it.
     *
     * @param first columns of the first line
     * @param others columns of each other line
     */
    static List<String> wrap(String text, int first, int others) {
        if (of(text) <= first) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int room = first;
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            String word = words.group(2);
            if (of(line + words.group()) <= room) {
                line.append(words.group());
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
                room = others;
            }
            while (of(word) > room) {
                String part = cut(word, Math.max(2, room));
                lines.add(part);
                word = word.substring(part.length());
                room = others;
            }
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The text without what could play tricks on a terminal or break a line. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> printable.appendCodePoint(isTricky(c) ? '\uFFFD' : c));
        return printable.toString();
    }

    private static boolean isTricky(int c) {
        boolean bidirectional = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return Character.isISOControl(c) || bidirectional || c == 0x2028 || c == 0x2029;
    }
}
