package dev.atscript.db.dialect;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.stream.Collectors;

/** Standard SQL's spelling of identifiers and literals, for dialects that follow it. */
public final class Sql {

    private Sql() {}

    /** The name in double quotes. */
    public static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** The names in double quotes, with commas between. */
    public static String quote(Collection<String> identifiers) {
        return identifiers.stream().map(Sql::quote).collect(Collectors.joining(", "));
    }

    /** The text as a literal. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The number without exponent and without trailing zeros, so that equal numbers have equal literals. */
    public static String literal(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
