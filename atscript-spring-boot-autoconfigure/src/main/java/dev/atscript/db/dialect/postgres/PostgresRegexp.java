package dev.atscript.db.dialect.postgres;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says a regular expression of JavaScript in the words of PostgreSQL, for texts of the collation {@code "C"}: there
 * {@code \w}, {@code \d}, {@code \s} and letters of either case are those of ASCII. What is not known here is refused.
 *
 * @see <a href="https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-POSIX-REGEXP">Regular
 *     expressions</a>
 */
final class PostgresRegexp {

    private static final Pattern LOOK = Pattern.compile("\\(\\?<?[=!]");
    private static final Pattern GROUP = Pattern.compile("\\((?:\\?:)?");
    private static final Pattern SET = Pattern.compile("\\\\[dDwWsS]");
    private static final Pattern NUMBERED = Pattern.compile("\\\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))");
    private static final Pattern QUANTIFIER = Pattern.compile("(?:[*+?]|\\{(?<least>\\d+)(?:,(?<most>\\d+)?)?})\\??");

    /** PostgreSQL repeats no more often. */
    private static final int MOST_TIMES = 255;

    private static final int DEEPEST = 50;

    /** The characters from tab to carriage return, by their letters. */
    private static final String CONTROLS = "tnvfr";

    private static final int NONE = -1;

    private final String pattern;
    private final String flags;
    private final Matcher matcher;
    private final StringBuilder sql = new StringBuilder();
    private int position;
    private int depth;

    private PostgresRegexp(String pattern, String flags) {
        this.pattern = pattern;
        this.flags = flags;
        this.matcher = QUANTIFIER.matcher(pattern);
    }

    /** The same for PostgreSQL; null where it is none, or where PostgreSQL has no words for it. */
    static @Nullable String of(String pattern, String flags) {
        PostgresRegexp regexp = new PostgresRegexp(pattern, flags);
        return regexp.alternatives() && regexp.position == pattern.length() ? regexp.sql.toString() : null;
    }

    private boolean alternatives() {
        while (position < pattern.length() && !at(")")) {
            boolean known = accept("|") ? say("|") : accept(LOOK) ? group() : constraint() || (atom() && quantifier());
            if (!known) {
                return false;
            }
        }
        return true;
    }

    /** What takes no character, and cannot be repeated. */
    private boolean constraint() {
        boolean lines = flags.contains("m");
        if (accept("^")) {
            return say(lines ? "(?<![^\\n\\r])" : "^");
        } else if (accept("$")) {
            return say(lines ? "(?![^\\n\\r])" : "$");
        } else if (accept("\\b")) {
            return say("\\y");
        }
        return accept("\\B") && say("\\Y");
    }

    private boolean atom() {
        if (accept(".")) {
            return say(flags.contains("s") ? "." : "[^\\n\\r]");
        } else if (accept("[")) {
            return characters();
        } else if (accept(SET)) {
            return say(matcher.group());
        } else if (accept(GROUP)) {
            return group();
        }
        return !accept(QUANTIFIER) && say(character());
    }

    private boolean group() {
        say(matcher.group());
        depth++;
        boolean closed = depth <= DEEPEST && alternatives() && accept(")");
        depth--;
        return closed && say(")");
    }

    private boolean quantifier() {
        if (!accept(QUANTIFIER)) {
            return true;
        }
        int least = times(matcher.group("least"), 0);
        int most = times(matcher.group("most"), MOST_TIMES);
        return least <= most && most <= MOST_TIMES && say(matcher.group());
    }

    private static int times(@Nullable String digits, int otherwise) {
        if (digits == null) {
            return otherwise;
        }
        return digits.length() > 3 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    /** The characters between brackets, of which there is one at least. */
    private boolean characters() {
        say(accept("^") ? "[^" : "[");
        do {
            boolean known = accept(SET) ? !at("-") && say(matcher.group()) : range();
            if (!known) {
                return false;
            }
        } while (!at("]"));
        return accept("]") && say("]");
    }

    private boolean range() {
        int from = at("]") ? NONE : accept("\\b") ? '\b' : character();
        if (!at("-") || at("-]") || !say(from)) {
            return say(from);
        }
        accept("-");
        int to = accept("\\b") ? '\b' : character();
        return from <= to && say("-") && say(to);
    }

    /** The next character, which may be escaped; {@link #NONE} where there is none, or one that no text holds. */
    private int character() {
        if (position == pattern.length()) {
            return NONE;
        }
        int character = pattern.codePointAt(position);
        if (accept(NUMBERED)) {
            String digits = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            character = Integer.parseInt(digits, 16);
        } else if (accept("\\")) {
            character = escaped();
        } else {
            position += Character.charCount(character);
        }
        boolean foldsOtherwise = flags.contains("i") && character > 0x7f;
        boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return character == 0 || half || foldsOtherwise ? NONE : character;
    }

    private int escaped() {
        if (position == pattern.length()) {
            return NONE;
        }
        int character = pattern.codePointAt(position);
        position += Character.charCount(character);
        int control = CONTROLS.indexOf(character);
        return control >= 0 ? '\t' + control : Character.isLetterOrDigit(character) ? NONE : character;
    }

    private boolean at(String words) {
        return pattern.startsWith(words, position);
    }

    private boolean accept(String words) {
        boolean found = at(words);
        position += found ? words.length() : 0;
        return found;
    }

    private boolean accept(Pattern words) {
        boolean found =
                matcher.usePattern(words).region(position, pattern.length()).lookingAt();
        position = found ? matcher.end() : position;
        return found;
    }

    private boolean say(String words) {
        sql.append(words);
        return true;
    }

    /** Says a character so that it means itself; false for {@link #NONE}. */
    private boolean say(int character) {
        if (character == NONE) {
            return false;
        } else if (character >= '\t' && character <= '\r') {
            sql.append('\\').append(CONTROLS.charAt(character - '\t'));
        } else if (character < ' ') {
            sql.append(String.format("\\u%04x", character));
        } else {
            boolean plain = character > 0x7f || Character.isLetterOrDigit(character) || " _".indexOf(character) >= 0;
            sql.append(plain ? "" : "\\").appendCodePoint(character);
        }
        return true;
    }
}
