package dev.atscript.lang;

import org.jspecify.annotations.Nullable;

/** The kinds of characters. */
final class Characters {

    private Characters() {}

    static boolean isRareBlank(char c) {
        return c == '\f' || c == '\u000B' || c == '\uFEFF' || (c > 127 && Character.isSpaceChar(c));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static @Nullable String unknownHint(int c) {
        return switch (c) {
            case '\u2018', '\u2019', '\u201A', '\u201B', '\u2032' -> "write the straight quote '";
            case '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB' -> "write the straight quote \"";
            case '#' -> "write a comment as // …";
            case '-' -> "a minus belongs directly before a number";
            default -> null;
        };
    }

    static boolean isIdentifierStart(int c) {
        if (c < 128) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
        }
        return Character.isUnicodeIdentifierStart(c);
    }

    static boolean isIdentifierPart(int c) {
        if (c < 128) {
            return isIdentifierStart(c) || (c >= '0' && c <= '9');
        }
        return (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c))
                || c == '\u200C'
                || c == '\u200D';
    }
}
