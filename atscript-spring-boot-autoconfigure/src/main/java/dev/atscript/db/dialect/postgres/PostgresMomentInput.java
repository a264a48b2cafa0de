package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which texts are dates, times, moments and intervals in so many words. PostgreSQL reads far more: it drops a zone, or a time of
 * day, that the type does not keep, asks the session which number is the day, and takes a year for a time.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype-datetime.html">Date and time input</a>
 */
final class PostgresMomentInput {

    private static final String ISO_DATE = "\\d{4,7}[-/]\\d{1,2}[-/]\\d{1,2}";
    private static final String WEEKDAY = "((mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\\s+)?";

    /** With a year of four digits, a month's name has its place anywhere. */
    private static final String DATE = "(" + ISO_DATE + "|\\d{8}|\\d{4,7}-[a-z]{3,9}-\\d{1,2}|" + WEEKDAY
            + "(\\d{1,2}[-\\s][a-z]{3,9}[-\\s]\\d{4,7}|[a-z]{3,9}\\s\\d{1,2},?\\s\\d{4,7})|epoch|-?infinity)";

    private static final String FRACTION = "([.]\\d{0,6}0*)?";
    private static final String CLOCK = "\\d{1,2}:\\d\\d(:\\d\\d" + FRACTION + ")?(\\s*[ap]m)?";
    private static final String TIME = "(\\s\\s*|t\\s*)(" + CLOCK + "|(?<=t)\\d{4}(\\d\\d" + FRACTION + ")?)";
    private static final String MIDNIGHT = "(\\s|t)\\s*0?0:00(:00([.]0*)?)?";

    /** Directly behind PM it would be a part of the name of a zone. Other short names are for the session to tell. */
    private static final String OFFSET = "(\\s+|(?<!m))(z|utc|gmt|[-+]\\d{1,2}(:?\\d\\d){0,2})";

    private static final String REGION = "\\s+[a-z_]+(/[-a-z_]+)+";
    private static final String ERA = "(\\s+(ad|bc))?";

    /** As Java's {@code Date} says itself. */
    private static final String YEAR_LAST = WEEKDAY + "[a-z]{3,9}\\s\\d{1,2}\\s" + CLOCK + "\\s(utc|gmt)\\s\\d{4,7}";

    private static final Map<String, String> FORMS = Map.of(
            "DATE", DATE + "(" + MIDNIGHT + ")?" + ERA,
            "TIMESTAMP WITHOUT TIME ZONE", DATE + "(" + TIME + ")?" + ERA,
            "TIMESTAMP WITH TIME ZONE",
                    "((" + DATE + TIME + "|" + ISO_DATE + ")(" + OFFSET + "|" + REGION + ")" + ERA + "|" + YEAR_LAST
                            + "|epoch|-?infinity)",
            "TIME WITHOUT TIME ZONE", CLOCK,
            "TIME WITH TIME ZONE", CLOCK + OFFSET,
            "INTERVAL", interval());

    /** With zeros for digits. */
    private static final Map<String, String> USUAL_FORMS = Map.of(
            "DATE",
            "'0000-00-00'",
            "TIMESTAMP WITHOUT TIME ZONE",
            usualMoments(""),
            "TIMESTAMP WITH TIME ZONE",
            usualMoments("Z") + ", " + usualMoments("+00"));

    /** What is between the moments of an array or a range. */
    private static final String DIVIDERS = "'[][(){},\"]+'";

    private PostgresMomentInput() {}

    /**
     * A condition that is true for texts that a type reads and that are not of one of these forms; null of other types.
     *
     * @param text an expression that is never null
     * @param type the type without its arguments
     */
    static @Nullable String otherForm(String text, String type) {
        String one = momentOf(type);
        String form = FORMS.get(one);
        if (form == null) {
            return null;
        }
        UnaryOperator<String> condition = moment -> moment + " !~* '^\\s*" + form + "\\s*$'";
        return one.equals(type)
                ? unlessUsual(text, type, condition.apply(text))
                : "EXISTS (SELECT FROM regexp_split_to_table(" + text + ", " + DIVIDERS
                        + ") AS p(part) WHERE lower(btrim(p.part)) NOT IN ('', 'null', 'empty') AND "
                        + condition.apply("p.part") + ")";
    }

    /**
     * An amount of each unit, of which months have no parts, and m alone may be one or the other. Where only the first is
     * negative, the session says whether all are.
     *
     * @see <a href="https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-INTERVAL-INPUT">Interval Input</a>
     */
    private static String interval() {
        String part = "(\\d+\\s*(y(ea)?rs?|y|mon(th)?s?|w(eeks?)?|decades?|centur(y|ies)|millenni(um|a))"
                + "|\\d+([.]\\d{1,6})?\\s*(d(ays?)?|h(ou)?rs?|h|min(ute)?s?|s(ec(ond)?s?)?)"
                + "|\\d+([.]\\d{1,3})?\\s*(ms(ecs?)?|milliseconds?)|\\d+\\s*(us(ecs?)?|microseconds?)"
                + "|\\d+:\\d\\d(:\\d\\d" + FRACTION + ")?)\\s*";
        String amount = "(-?\\d+([.]\\d{1,6})?";
        String iso = "p(-?\\d+y)?(-?\\d+m)?(-?\\d+w)?" + amount + "d)?(t" + amount + "h)?" + amount + "m)?" + amount
                + "s)?)?";
        return "((@\\s*)?[+]?" + part + "([-+]?" + part + ")*(ago)?|-" + part + "([-+]" + part + ")*|" + iso
                + "|-?infinity)";
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

    /** Of millions of rows most are in such a form, and a regular expression takes several times as long to say so. */
    private static String unlessUsual(String text, String type, String condition) {
        String forms = USUAL_FORMS.getOrDefault(type, "");
        return forms.isEmpty()
                ? condition
                : "(CASE WHEN translate(" + text + ", '123456789', '000000000') IN (" + forms + ") THEN false ELSE "
                        + condition + " END)";
    }

    private static String usualMoments(String zone) {
        return Stream.of("T", " ")
                .flatMap(divider -> Stream.of("", ".000", ".000000")
                        .map(fraction -> "0000-00-00" + divider + "00:00:00" + fraction + zone))
                .map(Sql::literal)
                .collect(Collectors.joining(", "));
    }
}
