package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which texts a type does not read, or reads with a loss: PostgreSQL rounds to what a type holds, and takes for a number or a
 * moment what only looks like one.
 */
final class PostgresTextInput {

    private static final int HAS_PG_INPUT_IS_VALID = 160000;

    private static final String NUMBER = "'^\\s*(-?(0|[1-9]\\d*)([.]\\d+)?([eE][-+]?\\d+)?|NaN|-?Infinity)\\s*$'";

    private static final Pattern RANGE = Pattern.compile("(?:INT4|INT8|NUM|TS|TSTZ|DATE)(?:MULTI)?RANGE");

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

    private @Nullable String loss() {
        if (PostgresTypes.isInteger(type) || type.equals("OID")) {
            return cast(type) + "::text <> btrim(" + text + ")";
        }
        if (PostgresTypes.isNumber(type)) {
            return number();
        }
        String element = PostgresTypes.element(bare);
        if (PostgresTypes.isNumber(element)) {
            String others = others(element);
            return rounded() == null ? others : "(CASE WHEN " + others + " THEN true ELSE " + rounded() + " END)";
        }
        return either(rounded(), other());
    }

    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return "(" + one + " OR " + other + ")";
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
            return lacksMembers(text);
        }
        if (type.equals("MONEY")) {
            return "(" + text + " !~ " + NUMBER + " OR " + cast("numeric") + " IS DISTINCT FROM " + cast(type)
                    + "::numeric)";
        }
        if (type.equals("NAME") || type.equals("BPCHAR") || type.equals("\"char\"")) {
            return cast(type) + "::text <> " + text;
        }
        if (type.equals("JSONB[]")) {
            return "EXISTS (SELECT FROM unnest(" + cast("text[]") + ") AS e(json) WHERE " + lacksMembers("e.json")
                    + ")";
        }
        String whole = type.startsWith("INTERVAL")
                ? "INTERVAL" + (type.endsWith("[]") ? "[]" : "")
                : bare.replaceFirst("^BIT(?=$|\\[)", "\"bit\"").replaceFirst("^CHAR(?=$|\\[)", "BPCHAR");
        return whole.equals(type) ? null : cast(whole) + " IS DISTINCT FROM " + cast(type);
    }

    private static String lacksMembers(String json) {
        return quotes("replace(" + json + ", '\\u0022', '\\\"')") + " <> " + quotes("(" + json + ")::jsonb::text");
    }

    /** How many quotes a JSON text has: fewer, where a member came twice and the last one won. */
    private static String quotes(String json) {
        return "length(" + json + ") - length(replace(" + json + ", '\"', ''))";
    }

    /** What says something else than the type would read in it. */
    private @Nullable String other() {
        String otherForm = switch (bare) {
            // It keeps no text.
            case "TSVECTOR" -> "true";
            case "CIDR" -> text + " !~ '^\\s*\\d+([.]\\d+){3}|:'";
            default -> PostgresMomentInput.otherForm(text, bare);
        };
        return RANGE.matcher(bare).matches() ? either(otherForm, emptied()) : otherForm;
    }

    /** Bounds between which there is nothing are forgotten. */
    private String emptied() {
        return "(isempty(" + cast(type) + ") AND " + text + " !~* '^[\\s{}]*(empty)?[\\s{}]*$')";
    }

    private String cast(String other) {
        return "(" + text + ")::" + other;
    }
}
