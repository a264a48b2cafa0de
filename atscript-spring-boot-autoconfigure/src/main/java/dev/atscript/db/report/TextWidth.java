package dev.atscript.db.report;

import dev.atscript.lang.CharacterWidth;

/** How text behaves on a terminal. */
final class TextWidth {

    private TextWidth() {}

    /** How many columns of a terminal the text takes. */
    static int of(String text) {
        return text.codePoints().map(CharacterWidth::of).sum();
    }

    /** The text with spaces after it, so that it is at least as wide as that. */
    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
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
