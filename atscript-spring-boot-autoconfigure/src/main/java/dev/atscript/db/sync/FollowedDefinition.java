package dev.atscript.db.sync;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a view of ours would be written by the names that what it reads gets, which a database lets it follow. */
final class FollowedDefinition {

    private static final String NAME = "\"(?:[^\"]|\"\")+\"";

    /** A text; what a column is called; a relation that is read; a column of one, by the relation's own name. */
    private static final Pattern NAMED = Pattern.compile("'(?:[^']|'')*'"
            + "| AS " + NAME
            + "|(?<=\\b(?:FROM|JOIN) )(" + NAME + "(?:\\." + NAME + ")?)"
            + "|(" + NAME + ")\\.(" + NAME + ")");

    private static final int RELATION = 1;
    private static final int OF = 2;
    private static final int COLUMN = 3;

    private final PlannedRenames renames;
    private final Map<String, QualifiedName> relations;

    private FollowedDefinition(PhysicalView view, PlannedRenames renames) {
        this.renames = renames;
        this.relations = view.uses().keySet().stream()
                .collect(Collectors.toMap(QualifiedName::name, relation -> relation, (one, other) -> one));
    }

    /**
     * The definition after the renames; empty where two relations of the view have one name, and cannot be told apart.
     *
     * @param view as sync wrote it
     */
    static String of(PhysicalView view, PlannedRenames renames) {
        FollowedDefinition followed = new FollowedDefinition(view, renames);
        if (followed.relations.size() < view.uses().size()) {
            return "";
        }
        return NAMED.matcher(view.definition()).replaceAll(match -> Matcher.quoteReplacement(followed.after(match)));
    }

    private String after(MatchResult match) {
        String relation = match.group(RELATION);
        String of = match.group(OF);
        if (relation != null) {
            return relations.values().stream()
                    .filter(used -> Sql.quote(used).equals(relation))
                    .map(used -> Sql.quote(renames.nameAfter(used)))
                    .findFirst()
                    .orElse(relation);
        }
        QualifiedName used = of == null ? null : relations.get(unquoted(of));
        return used == null
                ? match.group()
                : Sql.quote(renames.nameAfter(used).name()) + "."
                        + Sql.quote(renames.columnAfter(used, unquoted(match.group(COLUMN))));
    }

    private static String unquoted(String name) {
        return name.substring(1, name.length() - 1).replace("\"\"", "\"");
    }
}
