package dev.atscript.lang;

/**
 * A number in a text.
 *
 * @param end the offset behind it
 * @param understood whether it is of a size that anything can be done with
 */
record NumberLiteral(int end, boolean understood) {

    static final int LONGEST = 400;
    static final int LARGEST_EXPONENT = 400;

    static boolean startsAt(String text, int start, int end) {
        int digit = isSign(charAt(text, start, end)) ? start + 1 : start;
        char c = charAt(text, digit, end);
        return Characters.isDigit(c) || (c == '.' && Characters.isDigit(charAt(text, digit + 1, end)));
    }

    /** The number at an offset where one starts. */
    static NumberLiteral at(String text, int start, int end) {
        int at = skipDigits(text, isSign(text.charAt(start)) ? start + 1 : start, end);
        if (charAt(text, at, end) == '.' && Characters.isDigit(charAt(text, at + 1, end))) {
            at = skipDigits(text, at + 1, end);
        }
        boolean small = true;
        int exponent = exponentStart(text, at, end);
        if (exponent > 0) {
            at = skipDigits(text, exponent, end);
            small = isSmall(text, exponent, at);
        }
        return new NumberLiteral(at, small && at - start <= LONGEST);
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '+';
    }

    private static char charAt(String text, int at, int end) {
        return at < end ? text.charAt(at) : '\0';
    }

    private static int skipDigits(String text, int start, int end) {
        int at = start;
        while (Characters.isDigit(charAt(text, at, end))) {
            at++;
        }
        return at;
    }

    /** Where the digits of an exponent start, or 0 where there is none. */
    private static int exponentStart(String text, int at, int end) {
        char c = charAt(text, at, end);
        if (c != 'e' && c != 'E') {
            return 0;
        }
        int digits = isSign(charAt(text, at + 1, end)) ? at + 2 : at + 1;
        return Characters.isDigit(charAt(text, digits, end)) ? digits : 0;
    }

    private static boolean isSmall(String text, int start, int end) {
        int exponent = 0;
        for (int at = start; at < end; at++) {
            exponent = Math.min(LARGEST_EXPONENT + 1, exponent * 10 + text.charAt(at) - '0');
        }
        return exponent <= LARGEST_EXPONENT;
    }
}
