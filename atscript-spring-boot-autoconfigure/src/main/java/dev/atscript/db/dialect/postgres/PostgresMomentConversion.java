package dev.atscript.db.dialect.postgres;

import org.jspecify.annotations.Nullable;

/**
 * How moments become one another, texts and numbers: in UTC, whatever the session's zone is, and as the model's own moments are
 * kept, which are texts of ISO 8601 and milliseconds since 1970.
 *
 * @see <a href="https://www.postgresql.org/docs/current/functions-datetime.html">Date/Time Functions</a>
 */
final class PostgresMomentConversion {

    /** The milliseconds that a moment can be apart from 1970. */
    private static final String RANGE = "-210866803200000 AND 9224318015999999";

    private PostgresMomentConversion() {}

    /** Null where not both types are of moments, or milliseconds of them. */
    static @Nullable Conversion of(String value, String from, String to) {
        if (isMoment(from) && to.equals("BIGINT")) {
            String milliseconds = milliseconds(value);
            return new Conversion(
                    "(" + milliseconds + ")::BIGINT",
                    "(NOT isfinite(" + value + ") OR " + milliseconds + " <> trunc(" + milliseconds + "))");
        }
        if (from.equals("BIGINT") && isMoment(to)) {
            return ofMilliseconds(value, to);
        }
        if (!isMoment(from) || !isMoment(to)) {
            return null;
        }
        if (from.equals("DATE")) {
            String moment = hasZone(to) ? "(" + value + "::timestamp AT TIME ZONE 'UTC')" : value;
            return new Conversion(
                    moment + "::" + to, "(" + value + " > '294276-12-31' AND " + value + " <> 'infinity')");
        }
        String moment = hasZone(from) == hasZone(to) ? value : "(" + value + " AT TIME ZONE 'UTC')";
        boolean isShorter = to.equals("DATE") || to.indexOf('(') >= 0;
        return new Conversion(moment + "::" + to, isShorter ? moment + " <> " + moment + "::" + to : null);
    }

    private static Conversion ofMilliseconds(String value, String to) {
        String moment = "(TIMESTAMP WITH TIME ZONE 'epoch' + " + value + " * INTERVAL '1 millisecond')";
        String cast = (hasZone(to) ? moment : "(" + moment + " AT TIME ZONE 'UTC')") + "::" + to;
        return new Conversion(
                cast,
                "(CASE WHEN " + value + " NOT BETWEEN " + RANGE + " THEN true ELSE " + milliseconds("(" + cast + ")")
                        + " <> " + value + " END)");
    }

    private static String milliseconds(String moment) {
        return "extract(epoch FROM " + moment + ") * 1000";
    }

    /** A moment as a text; null for a value of another type. What is no moment of a calendar has its own words. */
    static @Nullable String text(String value, String from) {
        if (!isMoment(from) || from.equals("DATE")) {
            return null;
        }
        String utc = hasZone(from) ? "(" + value + " AT TIME ZONE 'UTC')" : value;
        String zone = hasZone(from) ? "Z" : "";
        return "(CASE WHEN isfinite(" + value + ") THEN regexp_replace(to_char(" + utc
                + ", 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), '000$', '') || CASE WHEN extract(year FROM " + utc
                + ") < 0 THEN '"
                + zone + " BC' ELSE '" + zone + "' END ELSE " + value + "::text END)";
    }

    private static boolean hasZone(String type) {
        return PostgresTypes.withoutArguments(type).equals("TIMESTAMP WITH TIME ZONE");
    }

    static boolean isMoment(String type) {
        return type.equals("DATE")
                || hasZone(type)
                || PostgresTypes.withoutArguments(type).equals("TIMESTAMP WITHOUT TIME ZONE");
    }
}
