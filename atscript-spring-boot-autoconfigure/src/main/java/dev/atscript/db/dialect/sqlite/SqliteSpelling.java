package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Sql;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One spelling for what SQLite keeps as it was written: types and defaults. */
final class SqliteSpelling {

    /** A model's numbers have fewer. */
    private static final int MOST_DIGITS = 100_000;

    private SqliteSpelling() {}

    static String canonicalType(String declared) {
        return String.join(" ", declared.trim().toUpperCase(Locale.ROOT).split("\\s+"))
                .replaceAll(" ?([(,]) ?", "$1")
                .replace(" )", ")");
    }

    /** Numbers as {@link dev.atscript.db.dialect.Sql} writes them, unless they are endless; everything else as written. */
    static @Nullable String canonicalDefault(@Nullable String written) {
        if (written == null || written.equalsIgnoreCase("NULL")) {
            return null;
        }
        String text = written.trim();
        if (text.equalsIgnoreCase("TRUE") || text.equalsIgnoreCase("FALSE")) {
            return text.equalsIgnoreCase("TRUE") ? "1" : "0";
        }
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            // A default names no column, so that SQLite takes this for a text.
            return Sql.literal(text.substring(1, text.length() - 1).replace("\"\"", "\""));
        }
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        if (Character.isDigit(first) || "+-.".indexOf(first) >= 0) {
            try {
                BigDecimal number = new BigDecimal(text);
                return Math.abs((long) number.scale()) > MOST_DIGITS ? text : Sql.literal(number);
            } catch (NumberFormatException ex) {
                return text;
            }
        }
        return text;
    }
}
