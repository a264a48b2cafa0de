package dev.atscript.db.sync;

import dev.atscript.db.schema.UnmanagedObject;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What CHECK constraints ask of the values of every row. */
final class CheckConditions {

    /** One that was never proved, or is not enforced, says nothing of the rows that are there. */
    private static final Pattern OF_ROWS = check("VALID|ENFORCED");

    private static final Pattern OF_NEW_ROWS = check("ENFORCED");

    /** Of a row besides its values: its place, its number, the row as a whole. */
    private static final Pattern BESIDE_VALUES =
            Pattern.compile("\\b_?rowid_?\\b|\\boid\\b|\\btableoid\\b|\\bctid\\b|\\.\\*", Pattern.CASE_INSENSITIVE);

    /** What no column is named in: a text, and the name of a type behind a value. */
    private static final Pattern NAMELESS = Pattern.compile("'(?:[^']|'')*'|::\\w+");

    private CheckConditions() {}

    private static Pattern check(String unlessNot) {
        return Pattern.compile("CHECK\\s*(\\(.*\\))(?!.* NOT (?:" + unlessNot + ")$)[^()]*", Pattern.DOTALL);
    }

    /** The condition in parentheses; null where it asks nothing, or something else than values. */
    static @Nullable String of(UnmanagedObject object) {
        return condition(object, OF_ROWS);
    }

    /**
     * The condition in parentheses that is about one column alone; null where it asks nothing of new rows, or may be about
     * more.
     *
     * @param others the names of the table and of its other columns
     */
    static @Nullable String ofColumn(UnmanagedObject object, String column, Collection<String> others) {
        String condition = condition(object, OF_NEW_ROWS);
        String named = condition == null
                ? ""
                : NAMELESS.matcher(condition).replaceAll(" ").toLowerCase(Locale.ROOT);
        return names(named, column) && others.stream().noneMatch(other -> names(named, other)) ? condition : null;
    }

    private static boolean names(String lowerCase, String name) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(name.toLowerCase(Locale.ROOT)) + "(?![\\w$])")
                .matcher(lowerCase)
                .find();
    }

    private static @Nullable String condition(UnmanagedObject object, Pattern pattern) {
        Matcher check = pattern.matcher(object.sql());
        boolean isAboutValues = object.kind() == UnmanagedObject.Kind.CHECK
                && check.matches()
                && !BESIDE_VALUES.matcher(object.sql()).find();
        return isAboutValues ? check.group(1) : null;
    }
}
