package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which texts a type does not read, or reads with a loss: PostgreSQL drops the time of what becomes a date, and the zone
 * of what becomes a time without one, and rounds to what a type holds.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype-datetime.html">Date and time input</a>
 */
final class PostgresTextInput {

    private static final int HAS_PG_INPUT_IS_VALID = 160000;

    /** A zone or an offset behind a time of day. */
    private static final String ZONE = "'(\\d:\\d\\d(:\\d\\d([.]\\d*)?)?|t\\d{4,6}([.]\\d*)?)\\s*([ap]m)?\\s*"
            + "([+-]\\s*\\d|(?!ad|bc|am|pm)[a-z])|\\d\\s*(z|utc|gmt|[ecmpw][des]t)\\s*$'";

    /** What is another moment on another day, has a day and a month in the session's order, or too many digits. */
    private static final String INEXACT = "'\\m(now|today|tomorrow|yesterday)\\M"
            + "|(^|[^-/.:0-9])\\d{1,2}(\\s+\\d{1,2}\\s+|([-/.])\\d{1,2}\\4)\\d+|\\d[.]\\d{6}\\d*[1-9]"
            + "|[.]\\d+\\s*(y|mon|dec|cen|mille)'";

    /** A time of day that is not midnight. */
    private static final String TIME_OF_DAY = "'(\\d[1-9]|[1-9]\\d?):|:(\\d[1-9]|[1-9])'";

    private static final String NUMBER = "'^\\s*(-?(0|[1-9]\\d*)([.]\\d+)?([eE][-+]?\\d+)?|NaN|-?Infinity)\\s*$'";

    private static final String DATE_PART = "'\\d[-/.]\\d+[-/.]\\d|[a-z]{3}\\s+\\d|\\d{8}'";

    /** Of texts that a type reads, those that it keeps whole, with zeros for digits. */
    private static final Map<String, String> USUAL_FORMS = Map.of(
            "DATE",
            "'0000-00-00'",
            "TIMESTAMP WITHOUT TIME ZONE",
            moments(""),
            "TIMESTAMP WITH TIME ZONE",
            moments("Z") + ", " + moments("+00"));

    private final String text;
    private final String type;
    private final String bare;

    private PostgresTextInput(String text, String type) {
        this.text = text;
        this.type = type;
        this.bare = PostgresTypes.withoutArguments(type);
    }

    /**
     * A condition that is true for such texts, or fails on them.
     *
     * @param text an expression that is never null
     */
    static String lossyCondition(String text, String type, int serverVersion) {
        PostgresTextInput input = new PostgresTextInput(text, type);
        String unreadable = input.unreadable(serverVersion);
        String loss = input.loss();
        return loss == null ? unreadable : "(CASE WHEN " + unreadable + " THEN true ELSE " + loss + " END)";
    }

    private String unreadable(int serverVersion) {
        if (serverVersion >= HAS_PG_INPUT_IS_VALID) {
            return "NOT pg_input_is_valid(" + text + ", " + Sql.literal(type) + ")";
        }
        boolean hasOwnJson = type.equals("JSON") || type.equals("JSONB") || type.endsWith("[]");
        // A cast cuts off what is too long; a record's member is read as input is.
        return hasOwnJson
                ? "pg_catalog.num_nulls(" + cast(type) + ") > 0"
                : "(SELECT pg_catalog.num_nulls(r.x) > 0 FROM pg_catalog.jsonb_to_record(pg_catalog.jsonb_build_object('x', "
                        + text + ")) AS r(x " + type + "))";
    }

    private static String moments(String zone) {
        return Stream.of("T", " ")
                .flatMap(divider -> Stream.of("", ".000", ".000000")
                        .map(fraction -> "0000-00-00" + divider + "00:00:00" + fraction + zone))
                .map(Sql::literal)
                .collect(Collectors.joining(", "));
    }

    private @Nullable String loss() {
        if (PostgresTypes.isNumber(type)) {
            return PostgresTypes.isInteger(type) ? cast(type) + "::text <> btrim(" + text + ")" : number();
        }
        String element = PostgresTypes.element(bare);
        if (PostgresTypes.isNumber(element)) {
            String others = others(element);
            return rounded() == null ? others : "(CASE WHEN " + others + " THEN true ELSE " + rounded() + " END)";
        }
        String rounded = rounded();
        String dropped = dropped();
        return rounded == null || dropped == null
                ? rounded == null ? dropped : rounded
                : "(" + rounded + " OR " + dropped + ")";
    }

    /** A zero in front, or a plus, is for something that is no number: a telephone has one. */
    private String number() {
        String isOther = text + " !~ " + NUMBER;
        return type.equals("NUMERIC")
                ? isOther
                : "(CASE WHEN " + isOther + " THEN true ELSE "
                        + PostgresNumberConversion.condition(cast("numeric"), type) + " END)";
    }

    /** Of an array: elements that are no numbers as they are written. */
    private String others(String element) {
        return PostgresTypes.isInteger(element)
                ? cast("text[]") + " IS DISTINCT FROM " + cast(type) + "::text[]"
                : "EXISTS (SELECT FROM unnest(" + cast("text[]") + ") AS e(number) WHERE e.number !~ " + NUMBER + ")";
    }

    /**
     * A condition that is true for texts that a type says otherwise; other words for the same number are the same.
     *
     * @param cast the text, cast
     */
    static String otherWords(String text, String cast) {
        String words = cast + "::text";
        return "(CASE WHEN " + words + " = " + text + " THEN false WHEN " + text + " ~ " + NUMBER + " AND " + words
                + " ~ " + NUMBER + " THEN " + words + "::numeric <> " + text + "::numeric ELSE true END)";
    }

    /** Values that change by the type's arguments, or by its digits. */
    private @Nullable String rounded() {
        if (type.equals("REAL[]") || type.equals("DOUBLE PRECISION[]")) {
            return cast("numeric[]") + " IS DISTINCT FROM " + cast(type) + "::text::numeric[]";
        }
        if (type.equals("JSONB")) {
            return quotes("replace(" + text + ", '\\u0022', '\\\"')") + " <> " + quotes(cast("jsonb") + "::text");
        }
        if (type.equals("MONEY")) {
            return cast("numeric") + " IS DISTINCT FROM " + cast(type) + "::numeric";
        }
        if (type.equals("NAME") || type.equals("\"char\"")) {
            return cast(type) + "::text <> " + text;
        }
        String whole = type.startsWith("INTERVAL")
                ? "INTERVAL"
                : bare.replaceFirst("^BIT(?=$|\\[)", "\"bit\"").replaceFirst("^CHAR(?=$|\\[)", "BPCHAR");
        return whole.equals(type) ? null : cast(whole) + " IS DISTINCT FROM " + cast(type);
    }

    /** How many quotes a JSON text has: fewer, where a member came twice and the last one won. */
    private static String quotes(String json) {
        return "length(" + json + ") - length(replace(" + json + ", '\"', ''))";
    }

    /** Parts of a moment that the type does not hold, or that the text does not say and the session would. */
    private @Nullable String dropped() {
        String hasZone = text + " ~* " + ZONE;
        String condition = switch (momentOf(bare)) {
            case "DATE" ->
                hasZone + " OR " + (isOfOne() ? cast("timestamp") + " <> " + cast("date") : text + " ~ " + TIME_OF_DAY);
            case "TIME WITHOUT TIME ZONE" -> hasZone + " OR " + text + " ~* " + DATE_PART;
            case "TIME WITH TIME ZONE" -> (isOfOne() ? "NOT " + hasZone : "true") + " OR " + text + " ~* " + DATE_PART;
            case "TIMESTAMP WITHOUT TIME ZONE" -> hasZone;
            // Which of several has a zone cannot be told.
            case "TIMESTAMP WITH TIME ZONE" ->
                isOfOne() ? "NOT (" + hasZone + " OR isfinite(" + cast(bare) + ") = false)" : "true";
            case "INTERVAL" -> "false";
            // It keeps no text, and no negative number.
            case "TSVECTOR" -> "true";
            case "OID" -> text + " ~ '-'";
            default -> null;
        };
        return condition == null ? null : unlessUsual("(" + condition + " OR " + text + " ~* " + INEXACT + ")");
    }

    /** Of millions of rows most are in such a form, and regular expressions take several times as long to say so. */
    private String unlessUsual(String condition) {
        String forms = USUAL_FORMS.getOrDefault(bare, "");
        return forms.isEmpty()
                ? condition
                : "(CASE WHEN translate(" + text + ", '123456789', '000000000') IN (" + forms + ") THEN false ELSE "
                        + condition + " END)";
    }

    /** The type itself, or the one of which it holds several. */
    private static String momentOf(String type) {
        String element = PostgresTypes.element(type);
        return switch (element) {
            case "DATERANGE", "DATEMULTIRANGE" -> "DATE";
            case "TSRANGE", "TSMULTIRANGE" -> "TIMESTAMP WITHOUT TIME ZONE";
            case "TSTZRANGE", "TSTZMULTIRANGE" -> "TIMESTAMP WITH TIME ZONE";
            default -> element.startsWith("INTERVAL") ? "INTERVAL" : element;
        };
    }

    private boolean isOfOne() {
        return momentOf(bare).equals(bare);
    }

    private String cast(String other) {
        return "(" + text + ")::" + other;
    }
}
