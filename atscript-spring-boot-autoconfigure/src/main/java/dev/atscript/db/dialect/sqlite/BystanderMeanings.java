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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What views, triggers and indexes of somebody's mean by names that come, go, or become those of others. Which column a name
 * means, SQLite tells by writing another one there when the column gets it.
 */
final class BystanderMeanings {

    private static final String OTHER_MEANING =
            "means something else by %s now, and would read the column from then on: write the table before the name there, and"
                    + " the columns where it takes or joins by all";

    private static final String READS_IT = "reads it";
    private static final String TAKES_ANOTHER = ", and would take something else for it";

    private final List<Change> changes;
    private final ColumnFates fates;
    private final SchemaLook first;
    private final BystanderSql bystanders;
    private final Map<Column, Map<String, Integer>> placesBefore;
    private final RelationReaders readers;
    private final Map<Column, Set<String>> doneByNamesBefore;

    /** Columns of tables that stay, by the view of ours that gets one of that name. */
    private final Map<Change, List<Column>> calledAsInViews = new LinkedHashMap<>();

    /**
     * Looks at them before the changes.
     *
     * @param copy what the changes are to be made in
     */
    BystanderMeanings(List<Change> changes, SchemaCopy copy) throws SQLException {
        this.changes = changes;
        this.fates = ColumnFates.of(changes);
        this.first = copy.first();
        this.bystanders = new BystanderSql(first, changes);
        lookForNamesThatViewsGet(copy);
        List<@Nullable Column> columns = new ArrayList<>();
        fates.all().forEach(fate -> columns.add(fate.before()));
        calledAsInViews.values().forEach(columns::addAll);
        this.placesBefore = copy.places(named(columns), first.broken().keySet());
        this.readers = new RelationReaders(changes, fates, bystanders, copy);
        this.doneByNamesBefore =
                new CompiledMeanings(copy, bystanders.objects(), first.broken().keySet()).by(columns(Fate::before));
    }

    private void lookForNamesThatViewsGet(SchemaCopy copy) throws SQLException {
        for (Change change : changes) {
            List<String> columns = first.columns().get("view " + change.table().name());
            if (change instanceof Change.CreateView create && columns != null) {
                for (String name : create.definition().columns()) {
                    if (!columns.contains(name) && bystanders.hold(name)) {
                        calledAsInViews
                                .computeIfAbsent(change, key -> new ArrayList<>())
                                .addAll(copy.columnsCalled(name));
                    }
                }
            }
        }
    }

    private List<Column> columns(Function<Fate, @Nullable Column> which) {
        List<Column> columns = new ArrayList<>();
        for (Fate fate : fates.all()) {
            Column column = which.apply(fate);
            if (column != null) {
                columns.add(column);
            }
        }
        return columns;
    }

    private List<Column> named(List<@Nullable Column> columns) {
        List<Column> named = new ArrayList<>();
        for (Column column : columns) {
            if (column != null && bystanders.hold(column.name())) {
                named.add(column);
            }
        }
        return named;
    }

    /**
     * What they would mean else after the changes.
     *
     * @param copy what the changes were made in
     * @param after how it looks
     * @param refusal why no more of the changes could be made; null where all were
     */
    List<Breakage> others(SchemaCopy copy, SchemaLook after, SchemaCopy.@Nullable Refusal refusal) throws SQLException {
        List<Breakage> found = new ArrayList<>(gone(after, refusal));
        if (refusal == null) {
            Map<Column, Map<String, Integer>> placesAfter = copy.places(
                    named(fates.all().stream().map(Fate::after).toList()),
                    after.broken().keySet());
            for (Fate fate : fates.all()) {
                if (fate.after() != null) {
                    found.addAll(taken(fate, places(placesAfter, fate.after())));
                    found.addAll(textsOfTable(fate.change(), fate.after(), after));
                }
            }
            found.addAll(takenByViews(copy, after));
            found.addAll(readers.others(copy, after));
            found.addAll(doneByNames(copy, after));
            found.addAll(upserts(after));
            found.addAll(ofViews(after, found));
        }
        return found.stream().distinct().toList();
    }

    private List<Breakage> gone(SchemaLook after, SchemaCopy.@Nullable Refusal refusal) {
        List<Breakage> found = new ArrayList<>();
        for (Fate fate : fates.all()) {
            Column before = fate.before();
            if (fate.after() == null && before != null) {
                places(placesBefore, before).keySet().stream()
                        .filter(bystanders.objects()::contains)
                        .filter(object -> !after.broken().containsKey(object)
                                && (refusal == null || !object.equals(refusal.object())))
                        .forEach(object -> found.add(gone(
                                fate.change(),
                                before.name(),
                                object,
                                refusal == null ? READS_IT + TAKES_ANOTHER : READS_IT)));
            }
        }
        return found;
    }

    private static Breakage gone(Change change, String column, String object, String why) {
        return new Breakage(
                change,
                "column " + column + " cannot go, as the " + object + ", which sync did not make, " + why
                        + ": change it before, or drop it, and make it again afterwards");
    }

    /** What somebody does by the name of a column without saying it, which goes or comes. */
    private List<Breakage> doneByNames(SchemaCopy copy, SchemaLook after) throws SQLException {
        Set<String> broken = after.broken().keySet();
        Map<Column, Set<String>> now =
                new CompiledMeanings(copy, bystanders.objects(), broken).by(columns(Fate::after));
        List<Breakage> found = new ArrayList<>();
        for (Fate fate : fates.all()) {
            Set<String> goneFor = new LinkedHashSet<>(of(doneByNamesBefore, fate.before()));
            goneFor.removeAll(broken);
            goneFor.forEach(object -> found.add(goneByName(fate, object)));
            Set<String> newFor = new LinkedHashSet<>(of(now, fate.after()));
            newFor.removeAll(goneFor);
            newFor.forEach(object -> found.add(newName(fate, object)));
        }
        return found;
    }

    /** Where a table that is inserted into or updated gets another name, SQLite writes that for the row that was refused. */
    private List<Breakage> upserts(SchemaLook after) {
        List<Breakage> found = new ArrayList<>();
        for (String object : bystanders.objects()) {
            long before = bystanders.tokens(object).stream()
                    .filter(BystanderMeanings::isExcluded)
                    .count();
            long now = before == 0
                    ? 0
                    : SqlTokens.of(after.sql().getOrDefault(object, bystanders.of(object))).stream()
                            .filter(BystanderMeanings::isExcluded)
                            .count();
            changes.stream()
                    .filter(change -> now < before
                            && change instanceof Change.RenameTable rename
                            && bystanders.names(object, rename.from().name()))
                    .forEach(change -> found.add(new Breakage(
                            change,
                            "cannot get another name while the " + object
                                    + ", which sync did not make, inserts or updates it ON CONFLICT: SQLite would write that name for"
                                    + " excluded; drop it before, and make it again afterwards")));
        }
        return found;
    }

    private static boolean isExcluded(Token token) {
        return token.words().anyMatch(word -> NamesInSql.isSame(word, "excluded"));
    }

    private static Set<String> of(Map<Column, Set<String>> objects, @Nullable Column column) {
        return column == null ? Set.of() : objects.getOrDefault(column, Set.of());
    }

    private Breakage goneByName(Fate fate, String object) {
        String column = Objects.requireNonNull(fate.before()).name();
        String why = bystanders.names(object, column) ? READS_IT : "takes or joins by all columns";
        return gone(fate.change(), column, object, why + TAKES_ANOTHER);
    }

    private Breakage newName(Fate fate, String object) {
        String column = Objects.requireNonNull(fate.after()).name();
        return newName(fate.change(), column, "the " + object, otherMeaning(object, column));
    }

    private String otherMeaning(String object, String column) {
        return first.hasDoubleQuoted(object, column) ? textIn(column) : OTHER_MEANING.formatted(column);
    }

    private List<Breakage> taken(Fate fate, Map<String, Integer> placesAfter) {
        Map<String, Integer> before = places(placesBefore, fate.before());
        List<Breakage> found = new ArrayList<>();
        placesAfter.forEach((object, places) -> {
            if (bystanders.objects().contains(object) && places > before.getOrDefault(object, 0)) {
                found.add(newName(fate, object));
            }
        });
        return found;
    }

    /** A name that meant a table's column, and is one of a view's as well, means that where the view is nearer. */
    private List<Breakage> takenByViews(SchemaCopy copy, SchemaLook after) throws SQLException {
        List<Breakage> found = new ArrayList<>();
        for (Map.Entry<Change, List<Column>> called : calledAsInViews.entrySet()) {
            List<Column> staying = new ArrayList<>(called.getValue());
            staying.removeIf(column -> !fates.stays(column));
            Map<Column, Map<String, Integer>> placesAfter =
                    copy.places(staying, after.broken().keySet());
            for (Column column : staying) {
                Map<String, Integer> now = places(placesAfter, column);
                places(placesBefore, column).forEach((object, places) -> {
                    if (bystanders.objects().contains(object)
                            && !after.broken().containsKey(object)
                            && now.getOrDefault(object, 0) < places) {
                        found.add(newName(
                                called.getKey(),
                                column.name(),
                                "the " + object,
                                OTHER_MEANING.formatted(column.name())));
                    }
                });
            }
        }
        return found;
    }

    private static Map<String, Integer> places(Map<Column, Map<String, Integer>> places, @Nullable Column column) {
        return column == null ? Map.of() : places.getOrDefault(column, Map.of());
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
                && BystanderSql.texts(sql, column.name())
                        < BystanderSql.texts(first.sql().getOrDefault(before, ""), column.name());
        return lost ? List.of(newName(change, column.name(), "a constraint of it", textIn(column.name()))) : List.of();
    }

    /**
     * A name in double quotes that a view of ours has no longer is a text from then on; a trigger for its changes never
     * fires.
     *
     * @param told what is said already
     */
    private List<Breakage> ofViews(SchemaLook after, List<Breakage> told) {
        List<Breakage> found = new ArrayList<>();
        for (Change change : changes) {
            String view = "view " + change.table().name();
            List<String> now = after.columns().get(view);
            if (!(change instanceof Change.CreateView) || now == null) {
                continue;
            }
            for (String column : first.columns().getOrDefault(view, List.of())) {
                for (String object : now.contains(column) ? Set.<String>of() : bystanders.objects()) {
                    boolean isTold = after.broken().containsKey(object)
                            || told.stream()
                                    .anyMatch(breakage -> breakage.sentence().contains("the " + object + ","));
                    if (!isTold && losesColumn(object, column, change.table().name(), after)) {
                        found.add(gone(change, column, object, READS_IT + TAKES_ANOTHER));
                    }
                }
            }
        }
        return found;
    }

    private boolean losesColumn(String object, String column, String view, SchemaLook after) {
        String before = bystanders.of(object);
        return BystanderSql.texts(after.sql().getOrDefault(object, before), column) > BystanderSql.texts(before, column)
                || isForChangesOf(column, view, bystanders.tokens(object));
    }

    private static boolean isForChangesOf(String column, String view, List<Token> trigger) {
        boolean inColumns = false;
        boolean named = false;
        for (int i = 1; i < trigger.size(); i++) {
            inColumns |= trigger.get(i - 1).is("UPDATE") && trigger.get(i).is("OF");
            named |= inColumns && NamesInSql.isSame(trigger.get(i).name(), column);
            if (trigger.get(i - 1).is("ON")) {
                return named && NamesInSql.isSame(trigger.get(i).name(), view);
            }
        }
        return false;
    }
}
