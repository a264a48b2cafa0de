package dev.atscript.db.sync;

import dev.atscript.db.schema.UnmanagedObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What CHECK constraints ask of the values of every row. */
final class CheckConditions {

    /** One that was never proved, or is not enforced, says nothing of the rows that are there. */
    private static final Pattern CHECK =
            Pattern.compile("CHECK\\s*(\\(.*\\))(?!.* NOT (?:VALID|ENFORCED)$)[^()]*", Pattern.DOTALL);

    /** Of a row besides its values: its place, its number, the row as a whole. */
    private static final Pattern BESIDE_VALUES =
            Pattern.compile("\\b_?rowid_?\\b|\\boid\\b|\\btableoid\\b|\\bctid\\b|\\.\\*", Pattern.CASE_INSENSITIVE);

    private CheckConditions() {}

    /** The condition in parentheses; null where it asks nothing, or something else than values. */
    static @Nullable String of(UnmanagedObject object) {
        Matcher check = CHECK.matcher(object.sql());
        boolean isAboutValues = object.kind() == UnmanagedObject.Kind.CHECK
                && check.matches()
                && !BESIDE_VALUES.matcher(object.sql()).find();
        return isAboutValues ? check.group(1) : null;
    }
}
