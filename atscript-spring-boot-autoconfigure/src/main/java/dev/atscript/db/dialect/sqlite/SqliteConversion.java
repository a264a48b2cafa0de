package dev.atscript.db.dialect.sqlite;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which values survive a change of type. SQLite's CAST never fails: it makes 0 of a text that is no number, and the
 * nearest double of a number with too many digits.
 *
 * @see <a href="https://www.sqlite.org/lang_expr.html#castexpr">CAST</a>
 */
final class SqliteConversion {

    /** Of NUMERIC affinity: how types of truth values and moments begin, which programs keep as integers or texts. */
    private static final List<String> TRUTH_OR_MOMENT = List.of("BOOL", "DATE", "TIME");

    /** Of NUMERIC affinity too, and meant for texts. */
    private static final List<String> TEXTS = List.of("JSON", "STRING", "UUID");

    /** A double keeps any 15 digits. */
    private static final String FITS_DOUBLE = """
            (length(trim(replace(ltrim(substr(%1$s, 1, instr(lower(%1$s) || 'e', 'e') - 1), '-'), '.', ''), '0')) <= 15
             OR printf('%%!.17g', CAST(%1$s AS REAL)) = %1$s OR CAST(%1$s AS REAL) = CAST(%1$s AS INTEGER)
             AND CAST(CAST(%1$s AS INTEGER) AS TEXT) = %1$s)
            AND (abs(CAST(%1$s AS REAL)) BETWEEN 2.3e-308 AND 1.7976931348623157e308
             OR trim(substr(%1$s, 1, instr(lower(%1$s) || 'e', 'e') - 1), '-0.') = '')""";

    private static final String FITS_INTEGER = "CAST(CAST(%1$s AS INTEGER) AS TEXT) = %1$s";

    /** Before 3.53, CAST keeps 15 digits of a real; and 10115 is shown as 10115.0. */
    private static final String AS_TEXT = """
            CASE typeof(%1$s) WHEN 'blob' THEN %1$s WHEN 'real' THEN CASE WHEN CAST(%1$s AS INTEGER) = %1$s
             AND abs(%1$s) <= 9007199254740992 THEN CAST(CAST(%1$s AS INTEGER) AS TEXT) WHEN CAST(CAST(%1$s AS TEXT) AS REAL) = %1$s
             THEN CAST(%1$s AS TEXT) ELSE printf('%%!.17g', %1$s) END ELSE CAST(%1$s AS TEXT) END""";

    private SqliteConversion() {}

    /** Values of the type remain what they are, whatever they are. */
    private static boolean isWidening(String from, String to) {
        Affinity affinity = Affinity.of(from);
        boolean isNumber = affinity == Affinity.NUMERIC && !begins(from, TRUTH_OR_MOMENT) && !begins(from, TEXTS);
        return switch (Affinity.of(to)) {
            case TEXT -> affinity != Affinity.NONE;
            case REAL -> affinity == Affinity.REAL;
            case NUMERIC -> affinity == Affinity.INTEGER || affinity == Affinity.REAL || isNumber;
            // What is no integer would be refused where the column is the rowid.
            case INTEGER, NONE -> false;
        };
    }

    private static boolean begins(String type, List<String> beginnings) {
        return beginnings.stream().anyMatch(type::startsWith);
    }

    /** Whether the new type is for fewer values; an integer by another name is not, although a column of it can hold any. */
    static boolean isNarrowing(String from, String to) {
        boolean isInteger = Affinity.of(from) == Affinity.INTEGER
                || Affinity.of(from) == Affinity.NUMERIC && begins(from, TRUTH_OR_MOMENT);
        return !from.equals(to) && !isWidening(from, to) && !(to.equals("INTEGER") && isInteger);
    }

    static String converted(String value, String from, String to) {
        if (from.equals(to)) {
            return value;
        }
        if (!isWidening(from, to)) {
            return "CAST(" + value + " AS " + to + ")";
        }
        return to.equals("TEXT") && !Affinity.isSame(from, to) ? AS_TEXT.formatted(value) : value;
    }

    static @Nullable String lossyCondition(String value, String from, String to) {
        if (from.equals(to)) {
            return null;
        }
        if (isWidening(from, to)) {
            return to.equals("TEXT") && holdsReals(from) ? otherReal(value) : null;
        }
        if (to.equals("INTEGER")) {
            return "CASE typeof(%1$s) WHEN 'null' THEN 0 WHEN 'integer' THEN 0".formatted(value)
                    + " WHEN 'real' THEN CAST(%1$s AS INTEGER) <> %1$s".formatted(value)
                    + " WHEN 'text' THEN CAST(CAST(%1$s AS INTEGER) AS TEXT) <> %1$s ELSE 1 END".formatted(value);
        }
        if (to.equals("REAL")) {
            return number(value, "CAST(%1$s AS REAL) <> %1$s", FITS_DOUBLE);
        }
        if (to.startsWith("NUMERIC")) {
            return number(value, "0", FITS_INTEGER + " OR " + FITS_DOUBLE);
        }
        return "CASE typeof(%1$s) WHEN 'real' THEN CAST(CAST(%1$s AS TEXT) AS REAL) <> %1$s WHEN 'blob' THEN 1 ELSE 0 END"
                .formatted(value);
    }

    private static boolean holdsReals(String type) {
        Affinity affinity = Affinity.of(type);
        return affinity == Affinity.REAL || affinity == Affinity.NUMERIC && !begins(type, TRUTH_OR_MOMENT);
    }

    /** No digits say an infinite one, and before 3.43 SQLite's own may not say which one it is. */
    private static String otherReal(String value) {
        return "CASE typeof(%s) WHEN 'real' THEN CAST(%s AS REAL) <> %1$s ELSE 0 END"
                .formatted(value, AS_TEXT.formatted(value));
    }

    private static String number(String value, String integerIsLossy, String textFits) {
        return ("CASE typeof(%1$s) WHEN 'null' THEN 0 WHEN 'real' THEN 0 WHEN 'integer' THEN " + integerIsLossy
                        + " WHEN 'text' THEN CASE WHEN instr(%1$s, char(0)) = 0 AND json_valid(%1$s)"
                        + " THEN json_type(%1$s) NOT IN ('integer', 'real') OR NOT (" + textFits
                        + ") ELSE 1 END ELSE 1 END")
                .formatted(value);
    }
}
