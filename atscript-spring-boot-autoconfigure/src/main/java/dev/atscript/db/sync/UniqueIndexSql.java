package dev.atscript.db.sync;

import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a unique index of somebody's keeps apart that is more than columns: expressions, by a collation of its own, of some rows.
 *
 * @param elements the expressions, over the names that the columns have now
 * @param predicate which rows it is about; null for all
 * @param nullsAreEqual whether NULL counts as a value
 */
record UniqueIndexSql(List<String> elements, @Nullable String predicate, boolean nullsAreEqual) {

    private static final Pattern BEGIN = Pattern.compile("\\s*CREATE\\s+UNIQUE\\s+INDEX\\b", Pattern.CASE_INSENSITIVE);

    /** A piece of SQL in which no bracket or comma counts, a bracket or comma, or anything else. */
    private static final Pattern PIECE = Pattern.compile(
            "'(?:[^']|'')*+'|\"(?:[^\"]|\"\")*+\"|`(?:[^`]|``)*+`|\\[[^]]*+]|--[^\\n]*+|/\\*.*?\\*/|[(),]|[^'\"`\\[(),/-]++|.",
            Pattern.DOTALL);

    /** What stands behind an expression: how it is kept, and in which order. */
    private static final Pattern ORDER = Pattern.compile(
            "(?:\\s+\\w+_ops)?(?:\\s+(?:ASC|DESC))?(?:\\s+NULLS\\s+(?:FIRST|LAST))?\\s*$", Pattern.CASE_INSENSITIVE);

    private static final Pattern WHERE = Pattern.compile("\\bWHERE\\b(.*)$", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern COLUMN = Pattern.compile("\\w+|\"(?:[^\"]|\"\")*+\"|`(?:[^`]|``)*+`|\\[[^]]*]");

    UniqueIndexSql {
        elements = List.copyOf(elements);
    }

    /** Whether it may be about a column of that name: it has that in it. */
    boolean mayName(String column) {
        String sql = String.join(" ", elements) + " " + predicate;
        return sql.toLowerCase(Locale.ROOT).contains(column.toLowerCase(Locale.ROOT));
    }

    /** Empty of what is no unique index, or one of whole columns, of which the table itself tells. */
    static Optional<UniqueIndexSql> of(UnmanagedObject object) {
        if (object.kind() != UnmanagedObject.Kind.INDEX
                || !BEGIN.matcher(object.sql()).lookingAt()) {
            return Optional.empty();
        }
        List<String> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        int depth = 0;
        Matcher piece = PIECE.matcher(object.sql());
        while (piece.find()) {
            String text = piece.group();
            if (text.equals(")") && --depth == 0 || text.equals(",") && depth == 1) {
                elements.add(ORDER.matcher(element).replaceFirst("").strip());
                element.setLength(0);
                if (depth == 0) {
                    break;
                }
                continue;
            }
            if (depth > 0) {
                element.append(text);
            }
            if (text.equals("(")) {
                depth++;
            }
        }
        String rest = piece.hitEnd() ? "" : object.sql().substring(piece.end());
        Matcher where = WHERE.matcher(rest);
        String predicate = where.find() ? where.group(1) : null;
        boolean isOfColumns = predicate == null
                && elements.stream().allMatch(each -> COLUMN.matcher(each).matches());
        return elements.isEmpty() || isOfColumns
                ? Optional.empty()
                : Optional.of(new UniqueIndexSql(elements, predicate, rest.contains("NULLS NOT DISTINCT")));
    }
}
