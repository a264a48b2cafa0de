package dev.atscript.db.dialect.postgres;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Constants of dates, times and moments that mean the same whatever the session's zone and style are.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype-datetime.html">Date and time input</a>
 */
final class PostgresMoments {

    private static final String DATE = "\\d{4,7}-\\d{1,2}-\\d{1,2}";
    private static final String TIME = "\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?";
    private static final String ZONE =
            "(?<zone>\\s*(?:Z|UTC|[+-]\\d{1,2}(?::?\\d{2}){0,2})|\\s+[A-Z_]+(?:/[A-Z_+-]+)++\\d*)?";
    private static final Pattern ONE_DATE = Pattern.compile(DATE + "(?: BC)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ONE_TIME = Pattern.compile(TIME + ZONE, Pattern.CASE_INSENSITIVE);
    private static final Pattern ONE_MOMENT =
            Pattern.compile(DATE + "(?:[T ]\\s*" + TIME + ZONE + ")?(?: BC)?", Pattern.CASE_INSENSITIVE);

    /** What is the same for ever. */
    private static final Set<String> CONSTANTS = Set.of("infinity", "-infinity", "epoch");

    /** What PostgreSQL works out when it makes the default. */
    private static final Pattern RELATIVE =
            Pattern.compile("\\b(now|today|tomorrow|yesterday)\\b", Pattern.CASE_INSENSITIVE);

    private static final Set<String> RANGES = Set.of("TSRANGE", "TSTZRANGE", "DATERANGE");
    private static final Set<String> MULTIRANGES = Set.of("TSMULTIRANGE", "TSTZMULTIRANGE", "DATEMULTIRANGE");

    private PostgresMoments() {}

    /** Whether the type is of dates, times or moments, or of many of them. */
    static boolean isOf(String type) {
        String bare = element(type);
        return bare.equals("DATE")
                || bare.startsWith("TIME WITH")
                || bare.startsWith("TIMESTAMP ")
                || RANGES.contains(bare)
                || MULTIRANGES.contains(bare);
    }

    /** Whether the constant is relative to the moment when it is read. */
    static boolean isRelative(String value) {
        return RELATIVE.matcher(value).find();
    }

    /**
     * What keeps a constant from meaning one thing.
     *
     * @param type a type that {@link #isOf} says yes to
     * @return null where nothing does
     */
    static @Nullable String complaint(String value, String type) {
        String bare = element(type);
        String text = value.strip();
        boolean isOne = !type.endsWith("[]") && !bare.endsWith("RANGE");
        if (isOne) {
            return CONSTANTS.contains(text.toLowerCase(Locale.ROOT)) ? null : complaintOfOne(text, bare);
        }
        Matcher moments = ONE_MOMENT.matcher(text);
        while (moments.find()) {
            String complaint = complaintOfOne(moments.group(), bare);
            if (complaint != null && !bare.startsWith("TIME WITH")) {
                return complaint;
            }
        }
        return null;
    }

    private static @Nullable String complaintOfOne(String text, String bare) {
        boolean isDate = bare.startsWith("DATE");
        boolean isTime = bare.startsWith("TIME WITH");
        Matcher matcher = (isDate ? ONE_DATE : isTime ? ONE_TIME : ONE_MOMENT).matcher(text);
        if (!matcher.matches()) {
            return isDate
                    ? "is not written as year-month-day"
                    : isTime
                            ? "is not written as hours:minutes:seconds"
                            : "is not written as year-month-dayThours:minutes:seconds";
        }
        if (isDate) {
            return null;
        }
        boolean hasZone = matcher.group("zone") != null;
        boolean wantsZone = bare.endsWith(" WITH TIME ZONE") || bare.startsWith("TSTZ");
        if (hasZone == wantsZone) {
            return null;
        }
        return wantsZone
                ? "has no zone, and would be another moment in every session's zone"
                : "has a zone, which the type does not keep";
    }

    private static String element(String type) {
        return PostgresTypes.element(PostgresTypes.withoutArguments(type));
    }
}
