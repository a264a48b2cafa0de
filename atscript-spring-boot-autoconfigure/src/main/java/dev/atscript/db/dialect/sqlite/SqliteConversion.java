package dev.atscript.db.dialect.sqlite;

import org.jspecify.annotations.Nullable;

/**
 * Which values survive a cast. SQLite's CAST never fails: it makes 0 of a text that is no number.
 *
 * @see <a href="https://www.sqlite.org/lang_expr.html#castexpr">CAST</a>
 */
final class SqliteConversion {

    private SqliteConversion() {}

    static @Nullable String lossyCondition(String value, String from, String to) {
        if (from.equals(to)) {
            return null;
        }
        if (to.equals("INTEGER")) {
            return "CASE typeof(%1$s) WHEN 'null' THEN 0 WHEN 'integer' THEN 0".formatted(value)
                    + " WHEN 'real' THEN CAST(%1$s AS INTEGER) <> %1$s".formatted(value)
                    + " WHEN 'text' THEN CAST(CAST(%1$s AS INTEGER) AS TEXT) <> %1$s ELSE 1 END".formatted(value);
        }
        if (to.equals("REAL")) {
            return number(value, "CAST(CAST(%1$s AS REAL) AS INTEGER) <> %1$s".formatted(value));
        }
        if (to.startsWith("NUMERIC")) {
            return from.equals("INTEGER") || from.equals("REAL") || from.startsWith("NUMERIC")
                    ? null
                    : number(value, "0");
        }
        if (from.equals("INTEGER")) {
            return null;
        }
        return "CASE typeof(%1$s) WHEN 'real' THEN CAST(CAST(%1$s AS TEXT) AS REAL) <> %1$s WHEN 'blob' THEN 1 ELSE 0 END"
                .formatted(value);
    }

    private static String number(String value, String integerIsLossy) {
        return "CASE typeof(%1$s) WHEN 'null' THEN 0 WHEN 'real' THEN 0".formatted(value)
                + " WHEN 'integer' THEN " + integerIsLossy
                + " WHEN 'text' THEN NOT json_valid(%1$s) OR json_type(%1$s) NOT IN ('integer', 'real') ELSE 1 END"
                        .formatted(value);
    }
}
