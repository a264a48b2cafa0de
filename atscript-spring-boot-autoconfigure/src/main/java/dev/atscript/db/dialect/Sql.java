package dev.atscript.db.dialect;

import dev.atscript.db.schema.QualifiedName;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.stream.Collectors;

/** Standard SQL's spelling of identifiers and literals, for dialects that follow it. */
public final class Sql {

    private Sql() {}

    /** A table or view in quotes, with its namespace where it has one. */
    public static String quote(QualifiedName name) {
        return (name.namespace().isEmpty() ? "" : quote(name.namespace()) + ".") + quote(name.name());
    }

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
