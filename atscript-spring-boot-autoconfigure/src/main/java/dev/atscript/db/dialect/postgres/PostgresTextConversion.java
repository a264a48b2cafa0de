package dev.atscript.db.dialect.postgres;

import org.jspecify.annotations.Nullable;

/** How values become texts. */
final class PostgresTextConversion {

    private PostgresTextConversion() {}

    /** Null where it is not for texts to say. */
    static @Nullable Conversion of(String value, String from, String to) {
        if (!PostgresTypes.isText(to)) {
            return null;
        }
        String text = text(value, from);
        boolean isPlain = PostgresTypes.isText(from) && !from.startsWith("CHAR(");
        String cast = to.equals("TEXT") ? text : (isPlain ? value : text) + "::" + to;
        return new Conversion(cast, isLongEnough(from, to) ? unprintable(text, from) : tooLong(text, to));
    }

    /** The value as text: a JSON string without its quotes, an address as the server shows it, a moment in UTC. */
    private static String text(String value, String from) {
        String moment = PostgresMomentConversion.text(value, from);
        if (moment != null) {
            return moment;
        }
        return switch (from) {
            case "JSONB", "JSON" ->
                "(CASE " + (from.equals("JSON") ? "json" : "jsonb") + "_typeof(" + value + ") WHEN 'string' THEN "
                        + value + " #>> '{}' ELSE " + value + "::text END)";
            case "INET" -> "abbrev(" + value + ")";
            default -> value + "::TEXT";
        };
    }

    /** JSON may have a zero character, which no text has: the condition fails on it. */
    private static @Nullable String unprintable(String text, String from) {
        return from.equals("JSON") ? text + " IS NULL" : null;
    }

    private static boolean isLongEnough(String from, String to) {
        int length = PostgresTypes.firstArgument(to);
        boolean isShorter = PostgresTypes.isText(from)
                && PostgresTypes.firstArgument(from) >= 0
                && PostgresTypes.firstArgument(from) <= length;
        boolean keepsBlanks = from.startsWith("CHAR(") || !to.startsWith("CHAR(");
        return length < 0 || isShorter && keepsBlanks;
    }

    /** A CHAR forgets the blanks at the end as well. */
    private static String tooLong(String text, String to) {
        String isLonger = "char_length(" + text + ") > " + PostgresTypes.firstArgument(to);
        return to.startsWith("CHAR")
                ? "(" + isLonger + " OR (" + text + ")::" + to + "::text <> " + text + ")"
                : isLonger;
    }
}
