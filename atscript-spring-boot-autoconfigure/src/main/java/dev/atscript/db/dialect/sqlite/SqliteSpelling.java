package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Sql;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One spelling for what SQLite keeps as it was written: types and defaults. */
final class SqliteSpelling {

    /** A model's numbers have fewer. */
    private static final int MOST_DIGITS = 100_000;

    /** A default names no column, so that SQLite takes a name for a text. */
    private static final Pattern NAME = Pattern.compile(
            "(?!(?i:CURRENT_(?:TIME|DATE|TIMESTAMP))$)(?:\"(?:[^\"]|\"\")*+\"|`(?:[^`]|``)*+`|\\[[^\\]]*]|[a-zA-Z_\\P{ASCII}][\\w$\\P{ASCII}]*)");

    private SqliteSpelling() {}

    static String canonicalType(String declared) {
        return String.join(" ", declared.trim().toUpperCase(Locale.ROOT).split("\\s+"))
                .replaceAll(" ?([(,]) ?", "$1")
                .replace(" )", ")");
    }

    /**
     * Numbers as {@link dev.atscript.db.dialect.Sql} writes them, unless they are endless, or the type makes something else of
     * them; everything else as written.
     */
    static @Nullable String canonicalDefault(@Nullable String written, String type) {
        if (written == null || written.equalsIgnoreCase("NULL")) {
            return null;
        }
        String text = written.trim();
        if (text.equalsIgnoreCase("TRUE") || text.equalsIgnoreCase("FALSE")) {
            return text.equalsIgnoreCase("TRUE") ? "1" : "0";
        }
        if (NAME.matcher(text).matches()) {
            return Sql.literal(SqlTokens.of(text).get(0).name());
        }
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        boolean isOfNumbers = Affinity.of(type) != Affinity.TEXT && Affinity.of(type) != Affinity.NONE;
        if (isOfNumbers && (Character.isDigit(first) || "+-.".indexOf(first) >= 0)) {
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
