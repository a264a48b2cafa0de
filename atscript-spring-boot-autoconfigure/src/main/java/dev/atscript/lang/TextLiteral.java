package dev.atscript.lang;

/**
 * A text in quotes.
 *
 * @param value what it says, escapes resolved
 * @param end the offset behind it
 * @param closed whether its second quote stands on its line
 */
record TextLiteral(String value, int end, boolean closed) {

    /** The text at the offset of its opening quote. Only an escaped line end leads to another line. */
    static TextLiteral at(String text, int start, int end) {
        char quote = text.charAt(start);
        int at = start + 1;
        while (at < end && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            char c = text.charAt(at);
            if (c == quote) {
                return new TextLiteral(text.substring(start + 1, at), at + 1, true);
            } else if (c == '\\' && at + 1 < end) {
                return escaped(text, start, at, end);
            }
            at++;
        }
        return new TextLiteral(text.substring(start + 1, at), at, false);
    }

    private static TextLiteral escaped(String text, int start, int firstEscape, int end) {
        char quote = text.charAt(start);
        StringBuilder value = new StringBuilder(text.substring(start + 1, firstEscape));
        int at = firstEscape;
        while (at < end && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            char c = text.charAt(at++);
            if (c == quote) {
                return new TextLiteral(value.toString(), at, true);
            } else if (c == '\\' && at < end) {
                at = escape(text, at, end, value);
            } else {
                value.append(c);
            }
        }
        return new TextLiteral(value.toString(), at, false);
    }

    /** Resolves the escape behind a backslash, returns where it ends. Unknown ones stay as written: patterns have many. */
    private static int escape(String text, int at, int end, StringBuilder value) {
        char c = text.charAt(at);
        int digits = c == 'u' ? 4 : c == 'x' ? 2 : 0;
        int code = digits > 0 ? hex(text, at + 1, at + 1 + digits, end) : -1;
        if (code >= 0) {
            value.append((char) code);
            return at + 1 + digits;
        }
        switch (c) {
            case '\n' -> {}
            case '\r' -> {
                return at + 1 < end && text.charAt(at + 1) == '\n' ? at + 2 : at + 1;
            }
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case '\\', '\'', '"', '`', '/' -> value.append(c);
            default -> value.append('\\').append(c);
        }
        return at + 1;
    }

    private static int hex(String text, int start, int stop, int end) {
        if (stop > end) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < stop; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0 || text.charAt(i) > 127) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }
}
