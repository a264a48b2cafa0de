package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a value of one type becomes one of another, and which values do not survive it. */
final class PostgresConversion {

    /** A text that is read at all is read without a loss. */
    private static final Set<String> READ_EXACTLY = Set.of("BOOLEAN", "UUID");

    private PostgresConversion() {}

    /** The value, cast. */
    static String cast(String value, String from, String to) {
        Conversion conversion = conversion(value, from, to);
        if (conversion != null) {
            return conversion.cast();
        }
        return value + (PostgresTypes.isText(from) && !from.startsWith("CHAR(") ? "::" : "::text::") + to;
    }

    /** See {@link dev.atscript.db.dialect.Values#lossyCondition}. */
    static @Nullable String lossyCondition(String value, String from, String to, int serverVersion) {
        if (from.equals(to)) {
            return null;
        }
        Conversion conversion = conversion(value, from, to);
        return conversion == null ? lossOfInput(value + "::text", from, to, serverVersion) : conversion.loss();
    }

    /** Of the pairs of types that have a rule of their own; null for others, whose values are read as input is. */
    private static @Nullable Conversion conversion(String value, String from, String to) {
        return Stream.<Rule>of(
                        PostgresFamilyConversion::of,
                        PostgresMomentConversion::of,
                        PostgresNumberConversion::of,
                        PostgresTextConversion::of,
                        PostgresJsonConversion::of)
                .map(rule -> rule.of(value, from, to))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String lossOfInput(String text, String from, String to, int serverVersion) {
        if (from.endsWith("[]") && !to.endsWith("[]") && PostgresTypes.isBuiltIn(to)) {
            // Some types read the text of an array of one as what that is of.
            return "true";
        }
        String unread = PostgresTextInput.lossyCondition(text, to, serverVersion);
        String lax = readsLaxly(from, to);
        return lax == null
                ? unread
                : "(CASE WHEN " + unread + " THEN true WHEN " + lax + " THEN "
                        + PostgresTextInput.otherWords(text, "(" + text + ")::" + to) + " ELSE false END)";
    }

    /**
     * Whether what a type reads may not be what it says: of a domain or a record, whose own type this is not told, nor of the
     * elements of an array; nor of values of another type that is no text, as a domain may be, where the database has no cast.
     */
    private static @Nullable String readsLaxly(String from, String to) {
        List<String> conditions = new ArrayList<>();
        String target = "pg_catalog.to_regtype(" + Sql.literal(to) + ")";
        if (!PostgresTypes.isBuiltIn(to)) {
            conditions.add(
                    "(SELECT coalesce(e.typtype, t.typtype) FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_type e"
                            + " ON e.oid = t.typelem AND t.typcategory = 'A' WHERE t.oid = " + target
                            + ") IN ('c', 'd')");
        }
        boolean isReadWell = PostgresTypes.isText(from)
                || !PostgresTypes.isBuiltIn(from)
                || PostgresJsonConversion.isJson(from)
                || PostgresJsonConversion.isJson(to)
                || from.endsWith("[]")
                || to.endsWith("[]")
                || from.endsWith("RANGE") && to.endsWith("RANGE");
        if (!isReadWell) {
            conditions.add("NOT EXISTS (SELECT FROM pg_catalog.pg_cast k WHERE k.castsource = pg_catalog.to_regtype("
                    + Sql.literal(from) + ") AND k.casttarget = " + target + ")");
        }
        return conditions.isEmpty() ? null : "(" + String.join(" OR ", conditions) + ")";
    }

    /** See {@link dev.atscript.db.dialect.Values#refusesLoss}. */
    static boolean refusesLoss(String from, String to) {
        return PostgresTypes.isInteger(from) && PostgresTypes.isInteger(to)
                || PostgresTypes.isText(from) && READ_EXACTLY.contains(to);
    }

    /** See {@link dev.atscript.db.dialect.Values#canStandFor}. */
    static boolean canStandFor(String type, String expected) {
        boolean numbers = PostgresTypes.isNumber(type) && PostgresTypes.isNumber(expected);
        boolean texts = PostgresTypes.isPlainText(type) && PostgresTypes.isPlainText(expected);
        return (numbers || texts) && lossyCondition("x", expected, type, 0) == null;
    }

    /** What some types become, by a rule. */
    private interface Rule {

        /** Null where it is not for the rule to say. */
        @Nullable
        Conversion of(String value, String from, String to);
    }
}
