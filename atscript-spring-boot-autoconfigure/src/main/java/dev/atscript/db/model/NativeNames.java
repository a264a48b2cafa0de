package dev.atscript.db.model;

import dev.atscript.lang.Annotation;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Checks texts that reach DDL as they are written: {@code @db.pg.type} and {@code @db.pg.collate} must be the name of a
 * type or collation, with a schema, quotes, arguments in parentheses and array brackets at most (hard case 33).
 */
final class NativeNames {

    /** Words that follow a type's first word; nothing else of several words is the name of a type. */
    private static final Set<String> SEVERAL_WORDS = Set.of(
            "double precision",
            "character varying",
            "char varying",
            "national character",
            "national character varying",
            "national char",
            "national char varying",
            "bit varying",
            "time with time zone",
            "time without time zone",
            "timestamp with time zone",
            "timestamp without time zone",
            "interval year",
            "interval month",
            "interval day",
            "interval hour",
            "interval minute",
            "interval second",
            "interval year to month",
            "interval day to hour",
            "interval day to minute",
            "interval day to second",
            "interval hour to minute",
            "interval hour to second",
            "interval minute to second");

    private final String text;
    private int at;

    private NativeNames(String text) {
        this.text = text;
    }

    static void check(List<Annotation> annotations, Problems problems) {
        Annotation type = Marks.find(annotations, "db.pg.type");
        String typeName = Marks.text(type, 0);
        if (type != null && typeName != null && !new NativeNames(typeName).isType()) {
            problems.report(
                    ModelProblem.BAD_NATIVE_NAME,
                    Marks.at(type, 0),
                    "'" + typeName + "' is not the name of a type",
                    "a type's name, with a schema, quotes, arguments in parentheses and [] at most: 'numeric(10, 2)'");
        }
        Annotation collation = Marks.find(annotations, "db.pg.collate");
        String collationName = Marks.text(collation, 0);
        if (collation != null && collationName != null && !new NativeNames(collationName).isCollation()) {
            problems.report(
                    ModelProblem.BAD_NATIVE_NAME,
                    Marks.at(collation, 0),
                    "'" + collationName + "' is not the name of a collation",
                    "a collation's name, with a schema and quotes at most: 'de-x-icu'");
        }
    }

    private boolean isType() {
        StringBuilder words = new StringBuilder();
        boolean several = false;
        boolean qualified = false;
        boolean arguments = false;
        if (!part()) {
            return false;
        }
        while (accept('.')) {
            qualified = true;
            if (!part()) {
                return false;
            }
        }
        words.append(text, 0, at);
        while (true) {
            skipSpaces();
            if (at == text.length() || peek() == '[') {
                break;
            }
            if (peek() == '(') {
                if (arguments || !arguments()) {
                    return false;
                }
                arguments = true;
            } else {
                int start = at;
                if (qualified || !word()) {
                    return false;
                }
                several = true;
                words.append(' ').append(text, start, at);
            }
        }
        return brackets()
                && (!several || SEVERAL_WORDS.contains(words.toString().toLowerCase(Locale.ROOT)));
    }

    private boolean isCollation() {
        do {
            if (!(peek() == '"' ? quoted() : collationWord())) {
                return false;
            }
        } while (accept('.'));
        return at == text.length();
    }

    private boolean part() {
        return peek() == '"' ? quoted() : word();
    }

    private boolean word() {
        if (!Character.isLetter(peek()) && peek() != '_') {
            return false;
        }
        while (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == '$') {
            at++;
        }
        return true;
    }

    /** Unlike types, collations are named by locale: {@code en_US.utf8}, {@code tr-x-icu}, {@code de_DE@euro}. */
    private boolean collationWord() {
        int start = at;
        while (Character.isLetterOrDigit(peek()) || ("_-@".indexOf(peek()) >= 0 && !text.startsWith("--", at))) {
            at++;
        }
        return at > start && Character.isLetterOrDigit(text.charAt(start));
    }

    private boolean quoted() {
        int start = ++at;
        while (at < text.length()) {
            if (text.charAt(at) == '"') {
                if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    at++;
                } else {
                    return at++ > start;
                }
            }
            at++;
        }
        return false;
    }

    private boolean arguments() {
        at++;
        do {
            skipSpaces();
            int start = at;
            if (peek() == '-') {
                at++;
            }
            while (Character.isLetterOrDigit(peek()) || peek() == '_') {
                at++;
            }
            if (at == start || text.charAt(at - 1) == '-') {
                return false;
            }
            skipSpaces();
        } while (accept(','));
        return accept(')');
    }

    private boolean brackets() {
        while (accept('[')) {
            while (peek() >= '0' && peek() <= '9') {
                at++;
            }
            if (!accept(']')) {
                return false;
            }
            skipSpaces();
        }
        return at == text.length();
    }

    private void skipSpaces() {
        while (peek() == ' ') {
            at++;
        }
    }

    private boolean accept(char expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    /** The next character, or one that nothing accepts at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }
}
