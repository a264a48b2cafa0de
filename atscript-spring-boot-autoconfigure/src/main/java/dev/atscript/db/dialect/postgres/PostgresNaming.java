package dev.atscript.db.dialect.postgres;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Where SQL that the catalogue prints names a relation. It prints keywords in capitals, and names in none unless they are
 * in quotes.
 */
final class PostgresNaming {

    private static final Pattern WORD = Pattern.compile(
            "'(?:[^']|'')*+'|\"(?:[^\"]|\"\")*+\"|[\\w$]++|\\S", Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);

    private static final Set<String> BEFORE_RELATION = Set.of("FROM", "JOIN", "UPDATE", "INTO", "ONLY", "USING");

    /** In a FROM clause a relation may stand behind them, and elsewhere a column. */
    private static final Set<String> BETWEEN = Set.of(",", "(");

    private static final Set<String> FROM_CLAUSE = Set.of("FROM", "JOIN", "USING");

    private static final Set<String> OTHER_CLAUSES =
            Set.of("SELECT", "INTO", "VALUES", "UPDATE", "SET", "WHERE", "BY", "HAVING", "RETURNING");

    private static final Set<String> BEFORE_NEXT = Set.of(",", ")");

    private final String sql;
    private final boolean visible;
    private final List<MatchResult> words;
    private final List<String> name;

    /**
     * Looks for a name.
     *
     * @param qualified the namespace, a point and the name, as the catalogue spells them
     * @param visible whether the catalogue may leave out the namespace
     */
    PostgresNaming(String sql, String qualified, boolean visible) {
        this.sql = sql;
        this.visible = visible;
        this.words = WORD.matcher(sql).results().toList();
        this.name = WORD.matcher(qualified).results().map(MatchResult::group).toList();
    }

    /** The SQL with something else where the relation is named. */
    String with(String replacement) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        for (int i = 0; i < words.size(); i++) {
            int length = isQualified(i) ? name.size() : isBare(i) && !isMaybeColumn(i) ? 1 : 0;
            if (length > 0) {
                result.append(sql, at, words.get(i).start()).append(replacement);
                i += length - 1;
                at = words.get(i).end();
            }
        }
        return result.append(sql.substring(at)).toString();
    }

    /** Whether it reads or writes the relation and calls its columns by its name. */
    boolean dependsOnName() {
        for (int i = 1; i < words.size(); i++) {
            int behind = isQualified(i) ? i + name.size() : isBare(i) ? i + 1 : 0;
            if (behind > 0 && announcesRelation(i - 1) && !isCalledOtherwise(behind)) {
                return true;
            }
        }
        return false;
    }

    private boolean isQualified(int at) {
        for (int i = 0; i < name.size(); i++) {
            if (!word(at + i).equals(name.get(i))) {
                return false;
            }
        }
        return !word(at - 1).equals(".");
    }

    private boolean isBare(int at) {
        return visible
                && word(at).equals(name.get(name.size() - 1))
                && announcesRelation(at - 1)
                && !word(at + 1).equals(".");
    }

    private boolean announcesRelation(int before) {
        return BEFORE_RELATION.contains(word(before)) || BETWEEN.contains(word(before)) && isInFromClause(before);
    }

    /** Whether the nearest clause is one, parentheses that are closed left out. */
    private boolean isInFromClause(int at) {
        int closed = 0;
        for (int i = at; i >= 0; i--) {
            String word = word(i);
            if (word.equals(")") || word.equals("]")) {
                closed++;
            } else if (closed > 0) {
                closed -= word.equals("(") || word.equals("[") ? 1 : 0;
            } else if (word.equals("(") && !holdsRelations(i) || word.equals("[") || OTHER_CLAUSES.contains(word)) {
                return false;
            } else if (FROM_CLAUSE.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a parenthesis may hold relations, and neither arguments nor columns. */
    private boolean holdsRelations(int open) {
        String before = word(open - 1);
        boolean joinsByColumns = before.equals("USING") && BEFORE_NEXT.contains(word(open + 2));
        return (FROM_CLAUSE.contains(before) || BETWEEN.contains(before)) && !joinsByColumns;
    }

    private boolean isMaybeColumn(int at) {
        return BETWEEN.contains(word(at - 1)) && !isName(word(at + 1));
    }

    /** Whether another name for the relation stands there. */
    private boolean isCalledOtherwise(int at) {
        return isName(word(at)) || word(at).equals("AS");
    }

    private static boolean isName(String word) {
        int first = word.isEmpty() ? ' ' : word.codePointAt(0);
        return first == '"' || first == '_' || Character.isLetter(first) && !Character.isUpperCase(first);
    }

    private String word(int at) {
        return at >= 0 && at < words.size() ? words.get(at).group() : "";
    }
}
