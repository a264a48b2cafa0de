package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.ViewMapping;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Views as PostgreSQL has them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-POSIX-REGEXP">Regular
 *     expressions</a>
 */
final class PostgresViews implements ViewMapping {

    /** Named groups and references to them, Unicode properties, classes of everything and of nothing. */
    private static final Pattern UNKNOWN = Pattern.compile("\\(\\?<(?![=!])|\\\\[kpPcx0]|\\\\u\\{|\\[\\^?]");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    @Override
    public boolean hasMaterializedViews() {
        return true;
    }

    @Override
    public String literal(boolean value) {
        return value ? "TRUE" : "FALSE";
    }

    @Override
    public @Nullable String matches(String expression, String pattern, String flags) {
        if (UNKNOWN.matcher(pattern).find()) {
            return null;
        }
        // What a line's end means to the dot and to the anchors: nothing to the anchors, unless asked by flags.
        boolean lines = flags.contains("m");
        boolean dotAll = flags.contains("s");
        String mode = lines ? (dotAll ? "(?w)" : "(?n)") : (dotAll ? "" : "(?p)");
        String operator = flags.contains("i") ? " ~* " : " ~ ";
        return expression + operator + Sql.literal(mode + translated(pattern));
    }

    /** A word's boundary has another name; in PostgreSQL {@code \b} is a backspace. */
    private static String translated(String pattern) {
        return ESCAPE.matcher(pattern).replaceAll(escape -> switch (escape.group(1)) {
            case "b" -> "\\\\y";
            case "B" -> "\\\\Y";
            default -> java.util.regex.Matcher.quoteReplacement(escape.group());
        });
    }
}
