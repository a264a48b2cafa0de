package dev.atscript.db.dialect.postgres;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How values become those of a type that is the same but for its arguments, or holds the same in an array: the database's own
 * cast makes them, and no text comes between.
 */
final class PostgresFamilyConversion {

    /** Types that keep six digits of a second where none are said. */
    private static final Set<String> OF_SECONDS = Set.of(
            "TIMESTAMP WITH TIME ZONE",
            "TIMESTAMP WITHOUT TIME ZONE",
            "TIME WITH TIME ZONE",
            "TIME WITHOUT TIME ZONE",
            "INTERVAL");

    private static final int DIGITS_OF_SECONDS = 6;

    private PostgresFamilyConversion() {}

    /** Null where the types are not of one family, or are texts or numbers. */
    static @Nullable Conversion of(String value, String from, String to) {
        boolean isArray = from.endsWith("[]") && to.endsWith("[]");
        String one = isArray ? PostgresTypes.element(from) : from;
        String other = isArray ? PostgresTypes.element(to) : to;
        boolean isPlain = PostgresTypes.isText(other) || PostgresTypes.isNumber(other);
        if (isPlain && !isArray) {
            return null;
        }
        String cast = value + "::" + to;
        boolean isUnpadded = isArray && one.startsWith("CHAR(") && other.equals("TEXT");
        if (isUnpadded || isPlain && holds(one, other) || isWider(one, other)) {
            return Conversion.lossless(cast);
        }
        boolean isKnown = isPlain || OF_SECONDS.contains(PostgresTypes.withoutArguments(other));
        return isKnown && isOfOneFamily(one, other) ? new Conversion(cast, value + " <> " + cast) : null;
    }

    /** Whether both are texts, or integers, and every value of the one is one of the other. */
    private static boolean holds(String from, String to) {
        boolean sameKind = PostgresTypes.isPlainText(from) && PostgresTypes.isPlainText(to)
                || PostgresTypes.isInteger(from) && PostgresTypes.isInteger(to);
        return sameKind && PostgresConversion.lossyCondition("x", from, to, 0) == null;
    }

    private static boolean isWider(String from, String to) {
        if (!isOfOneFamily(from, to)) {
            return false;
        }
        if (to.indexOf('(') < 0) {
            return true;
        }
        String family = PostgresTypes.withoutArguments(to);
        int unlimited = OF_SECONDS.contains(family) ? DIGITS_OF_SECONDS : Integer.MAX_VALUE;
        boolean isKnown = OF_SECONDS.contains(family) || family.equals("BIT VARYING");
        return isKnown && limit(from, unlimited) <= PostgresTypes.firstArgument(to);
    }

    private static int limit(String type, int unlimited) {
        int said = PostgresTypes.firstArgument(type);
        return said < 0 ? unlimited : said;
    }

    private static boolean isOfOneFamily(String one, String other) {
        return PostgresTypes.withoutArguments(one).equals(PostgresTypes.withoutArguments(other));
    }
}
