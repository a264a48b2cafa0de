package dev.atscript.db.dialect.sqlite;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A simple regular expression as a pattern of GLOB or LIKE.
 *
 * @param pattern the pattern, which takes whole texts
 * @param anchored whether the expression has an anchor
 * @param anchoredAtBothEnds whether it has both
 * @param hasDot whether it says {@code .}
 */
record Wildcards(String pattern, boolean anchored, boolean anchoredAtBothEnds, boolean hasDot) {

    private static final Pattern PART = Pattern.compile(
            "(?<dot>\\.[*+]?)|(?<class>\\[\\^?(?:[A-Za-z0-9_ ](?:-[A-Za-z0-9])?)++])|\\\\(?<escape>.)|(?<literal>[^\\\\.*+?(){}|\\[\\]^$])",
            Pattern.DOTALL);

    private static final Pattern RANGE = Pattern.compile("(.)-(.)");

    /** The same as a pattern of GLOB or, where case does not matter, of LIKE; null where neither can say it. */
    static @Nullable Wildcards of(String regexp, boolean foldsCase) {
        boolean start = regexp.startsWith("^");
        boolean end = regexp.endsWith("$") && !regexp.endsWith("\\$");
        String body = regexp.substring(start ? 1 : 0, Math.max(start ? 1 : 0, regexp.length() - (end ? 1 : 0)));
        String anything = foldsCase ? "%" : "*";
        StringBuilder pattern = new StringBuilder(start ? "" : anything);
        boolean hasDot = false;
        Matcher part = PART.matcher(body);
        int at = 0;
        while (at < body.length()) {
            if (!part.find(at) || part.start() != at) {
                return null;
            }
            at = part.end();
            hasDot |= part.group("dot") != null;
            String written = foldsCase ? like(part) : glob(part);
            if (written == null) {
                return null;
            }
            pattern.append(written);
        }
        return new Wildcards(pattern.append(end ? "" : anything).toString(), start || end, start && end, hasDot);
    }

    private static @Nullable String glob(Matcher part) {
        if (part.group("dot") != null) {
            return dot(part.group("dot"), "?", "*");
        } else if (part.group("class") != null) {
            boolean ordered = RANGE.matcher(part.group("class"))
                    .results()
                    .allMatch(range -> range.group(1).compareTo(range.group(2)) <= 0);
            return ordered ? part.group("class") : null;
        } else if (part.group("literal") != null) {
            return part.group("literal");
        }
        return switch (part.group("escape")) {
            case "d" -> "[0-9]";
            case "D" -> "[^0-9]";
            case "w" -> "[A-Za-z0-9_]";
            case "W" -> "[^A-Za-z0-9_]";
            case "*", "?", "[" -> "[" + part.group("escape") + "]";
            default -> punctuation(part.group("escape"));
        };
    }

    private static @Nullable String like(Matcher part) {
        if (part.group("dot") != null) {
            return dot(part.group("dot"), "_", "%");
        }
        String character = part.group("literal") != null ? part.group("literal") : punctuation(part.group("escape"));
        // Only ASCII letters are the same in both cases to SQLite.
        if (character == null || character.codePointAt(0) > 0x7f) {
            return null;
        }
        return "%_\\".contains(character) ? "\\" + character : character;
    }

    private static String dot(String dot, String one, String any) {
        return dot.equals(".") ? one : dot.equals(".*") ? any : one + any;
    }

    /** An escaped character that means itself; null for one with another meaning. */
    private static @Nullable String punctuation(@Nullable String character) {
        return character == null || Character.isLetterOrDigit(character.charAt(0)) ? null : character;
    }
}
