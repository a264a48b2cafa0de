package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Breakage;
import dev.atscript.db.dialect.sqlite.ColumnFates.Column;
import dev.atscript.db.dialect.sqlite.ColumnFates.Fate;
import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import dev.atscript.db.schema.Change;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What views, triggers and indexes of somebody's mean by names that come, go, or become those of others. Which column a name
 * means, SQLite tells by writing another one there when the column gets it.
 */
final class BystanderMeanings {

    private final List<Change> changes;
    private final ColumnFates fates;
    private final SchemaLook first;
    private final Set<String> bystanders = new LinkedHashSet<>();
    private final Map<Column, Map<String, Integer>> placesBefore;
    private final List<Relation> relations = new ArrayList<>();

    /** A table or view that changes, by the name it had; who uses it, and the last change of it. */
    private record Relation(String before, List<String> columns, Set<String> users, Change change) {}

    /**
     * Looks at them before the changes.
     *
     * @param copy what the changes are to be made in
     */
    BystanderMeanings(List<Change> changes, SchemaCopy copy) throws SQLException {
        this.changes = changes;
        this.fates = ColumnFates.of(changes);
        this.first = copy.first();
        first.sql().keySet().stream().filter(this::isBystander).forEach(bystanders::add);
        this.placesBefore = copy.places(
                fates.all().stream()
                        .map(Fate::before)
                        .filter(column -> column != null && isNamed(column.name()))
                        .toList(),
                first.broken().keySet());
        lookAtReadersOfAll(copy);
    }

    private boolean isBystander(String object) {
        boolean ours =
                object.startsWith("index atscript__") || object.startsWith("trigger ") && object.contains("__fts__");
        boolean remade = changes.stream()
                .anyMatch(change -> (change instanceof Change.DropView || change instanceof Change.CreateView)
                        && object.equals("view " + change.table().name()));
        return !object.startsWith("table ")
                && !ours
                && !remade
                && !first.broken().containsKey(object);
    }

    private boolean isNamed(String column) {
        String name = column.toLowerCase(Locale.ROOT);
        return bystanders.stream()
                .anyMatch(object -> Objects.requireNonNull(first.sql().get(object))
                        .toLowerCase(Locale.ROOT)
                        .contains(name));
    }

    /** Those that take all columns of something, or join by all names, say no name that could be followed. */
    private void lookAtReadersOfAll(SchemaCopy copy) throws SQLException {
        if (bystanders.stream().noneMatch(object -> takesAll(object) || joinsByAll(object))) {
            return;
        }
        Map<String, Change> last = new LinkedHashMap<>();
        for (Change change : changes) {
            boolean isTable = !(change instanceof Change.DropView || change instanceof Change.CreateView);
            String name = change.table().name();
            last.put(isTable ? fates.tableBefore(name) : name, change);
        }
        for (Map.Entry<String, Change> change : last.entrySet()) {
            List<String> columns = copy.columnsOf(change.getKey());
            if (!columns.isEmpty()) {
                Set<String> users = new LinkedHashSet<>(bystanders);
                users.retainAll(copy.usersOf(change.getKey()));
                relations.add(new Relation(change.getKey(), columns, users, change.getValue()));
            }
        }
    }

    private boolean takesAll(String object) {
        List<Token> tokens = SqlTokens.of(Objects.requireNonNull(first.sql().get(object)));
        return SqliteViewCatalogue.selectsAll(tokens) && tokens.stream().anyMatch(token -> token.is("*"));
    }

    /** What reads it by way of a view takes the columns of that. */
    private boolean names(String object, String relation) {
        return SqlTokens.of(Objects.requireNonNull(first.sql().get(object))).stream()
                .anyMatch(token -> token.quoted()
                        ? NamesInSql.isSame(token.name(), relation)
                        : Stream.of(token.text().split("\\.")).anyMatch(word -> NamesInSql.isSame(word, relation)));
    }

    private boolean joinsByAll(String object) {
        return SqlTokens.of(Objects.requireNonNull(first.sql().get(object))).stream()
                .anyMatch(token -> token.is("NATURAL"));
    }

    /**
     * What they would mean else after the changes.
     *
     * @param copy what the changes were made in
     * @param after how it looks
     * @param refusal why no more of the changes could be made; null where all were
     */
    List<Breakage> others(SchemaCopy copy, SchemaLook after, SchemaCopy.@Nullable Refusal refusal) throws SQLException {
        List<Breakage> found = new ArrayList<>();
        Map<Column, Map<String, Integer>> placesAfter = copy.places(
                fates.all().stream()
                        .map(Fate::after)
                        .filter(column -> column != null && isNamed(column.name()))
                        .toList(),
                after.broken().keySet());
        for (Fate fate : fates.all()) {
            Map<String, Integer> before = places(placesBefore, fate.before());
            if (fate.after() == null) {
                before.keySet().stream()
                        .filter(bystanders::contains)
                        .filter(object -> !after.broken().containsKey(object)
                                && (refusal == null || !object.equals(refusal.object())))
                        .forEach(object -> found.add(gone(
                                fate.change(),
                                Objects.requireNonNull(fate.before()).name(),
                                object)));
            } else if (refusal == null) {
                places(placesAfter, fate.after()).forEach((object, places) -> {
                    if (bystanders.contains(object) && places > before.getOrDefault(object, 0)) {
                        found.add(taken(fate.change(), fate.after().name(), object));
                    }
                });
                found.addAll(textsOfTable(fate.change(), fate.after(), after));
            }
        }
        if (refusal == null) {
            found.addAll(ofReadersOfAll(copy, after));
            found.addAll(ofViews(after, found));
        }
        return found;
    }

    private static Map<String, Integer> places(Map<Column, Map<String, Integer>> places, @Nullable Column column) {
        return column == null ? Map.of() : places.getOrDefault(column, Map.of());
    }

    private static Breakage gone(Change change, String column, String object) {
        return new Breakage(
                change,
                "column " + column + " cannot go, as the " + object
                        + ", which sync did not make, reads it, and would take something else for it: change it before, or drop"
                        + " it, and make it again afterwards");
    }

    private Breakage taken(Change change, String column, String object) {
        return newName(
                change,
                column,
                "the " + object,
                first.hasDoubleQuoted(object, column)
                        ? textIn(column)
                        : "means something else by " + column
                                + " now, and would read the column from then on: write the table before the name there");
    }

    private static String textIn(String column) {
        return "has a text \"" + column
                + "\" in double quotes, which would be the column from then on: write it in single quotes there";
    }

    private static Breakage newName(Change change, String column, String what, String why) {
        return new Breakage(
                change, "can have no column " + column + ", as " + what + ", which sync did not make, " + why);
    }

    /** A constraint or computed column has a text in double quotes no longer; a default is none of somebody's. */
    private List<Breakage> textsOfTable(Change change, Column column, SchemaLook after) {
        String before = "table " + fates.tableBefore(column.table());
        String sql = after.sql().get("table " + column.table());
        boolean lost = sql != null
                && first.hasDoubleQuoted(before, column.name())
                && texts(sql, column.name()) < texts(first.sql().getOrDefault(before, ""), column.name());
        return lost ? List.of(newName(change, column.name(), "a constraint of it", textIn(column.name()))) : List.of();
    }

    private static long texts(String sql, String text) {
        List<Token> tokens = SqlTokens.of(sql);
        long texts = 0;
        for (int i = 1; i < tokens.size(); i++) {
            boolean isText = tokens.get(i).text().startsWith("'")
                    && NamesInSql.isSame(tokens.get(i).name(), text);
            texts += isText && !tokens.get(i - 1).is("DEFAULT") ? 1 : 0;
        }
        return texts;
    }

    /** A list of columns that was made of all of them takes them by where they are. */
    private List<Breakage> ofReadersOfAll(SchemaCopy copy, SchemaLook after) throws SQLException {
        List<Breakage> found = new ArrayList<>();
        for (Relation relation : relations) {
            List<String> columns = fates.renamed(relation.before(), relation.columns());
            List<String> now = copy.columnsOf(relation.change().table().name());
            boolean otherOrder = now.size() == columns.size() && !now.equals(columns);
            boolean otherNames = isJoinedByOthers(relation, copy);
            for (String object : relation.users()) {
                boolean keepsItsOwn = Objects.equals(
                        first.columns().get(object), after.columns().get(object));
                if (otherOrder && keepsItsOwn && takesAll(object) && names(object, relation.before())
                        || otherNames && joinsByAll(object)) {
                    found.add(new Breakage(
                            relation.change(),
                            "the " + object + ", which sync did not make, takes all columns of " + relation.before()
                                    + " as they are, and would take others for them: name the columns there"));
                }
            }
        }
        return found;
    }

    /** A name in double quotes that a view of ours has no longer is a text from then on; a trigger for its changes never fires. */
    private List<Breakage> ofViews(SchemaLook after, List<Breakage> told) {
        List<Breakage> found = new ArrayList<>();
        for (Change change : changes) {
            String view = "view " + change.table().name();
            List<String> now = after.columns().get(view);
            if (!(change instanceof Change.CreateView) || now == null) {
                continue;
            }
            for (String column : first.columns().getOrDefault(view, List.of())) {
                for (String object : now.contains(column) ? Set.<String>of() : bystanders) {
                    String before = Objects.requireNonNull(first.sql().get(object));
                    boolean isTold = after.broken().containsKey(object)
                            || told.stream()
                                    .anyMatch(breakage -> breakage.sentence().contains("the " + object + ","));
                    if (isTold) {
                        continue;
                    }
                    if (texts(after.sql().getOrDefault(object, before), column) > texts(before, column)
                            || isForChangesOf(column, change.table().name(), before)) {
                        found.add(gone(change, column, object));
                    }
                }
            }
        }
        return found;
    }

    private static boolean isForChangesOf(String column, String view, String trigger) {
        List<Token> tokens = SqlTokens.of(trigger);
        boolean inColumns = false;
        boolean named = false;
        for (int i = 1; i < tokens.size(); i++) {
            inColumns |= tokens.get(i - 1).is("UPDATE") && tokens.get(i).is("OF");
            named |= inColumns && NamesInSql.isSame(tokens.get(i).name(), column);
            if (tokens.get(i - 1).is("ON")) {
                return named && NamesInSql.isSame(tokens.get(i).name(), view);
            }
        }
        return false;
    }

    private boolean isJoinedByOthers(Relation relation, SchemaCopy copy) throws SQLException {
        for (Fate fate : fates.all()) {
            for (Column column : new Column[] {fate.before(), fate.after()}) {
                if (fate.change().table().equals(relation.change().table())
                        && column != null
                        && copy.isColumnOfAnother(
                                new Column(relation.change().table().name(), column.name()))) {
                    return true;
                }
            }
        }
        return false;
    }
}
