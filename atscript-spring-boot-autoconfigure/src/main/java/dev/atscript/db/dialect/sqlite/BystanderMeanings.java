package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Breakage;
import dev.atscript.db.dialect.sqlite.ColumnFates.Column;
import dev.atscript.db.dialect.sqlite.ColumnFates.Fate;
import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import dev.atscript.db.schema.Change;
import java.sql.SQLException;
import java.util.ArrayList;
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

    private final List<Change> changes;
    private final ColumnFates fates;
    private final SchemaLook first;
    private final BystanderSql bystanders;
    private final Map<Column, Map<String, Integer>> placesBefore;
    private final RelationReaders readers;
    private final OwnViewNames ownViews;
    private final Map<Column, Set<String>> doneByNamesBefore;
    private final List<Breakage> hidden = new ArrayList<>();

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
        this.placesBefore = copy.places(named(Fate::before), first.broken().keySet());
        this.readers = new RelationReaders(changes, fates, bystanders, copy);
        this.ownViews = new OwnViewNames(changes, fates, bystanders, copy);
        this.doneByNamesBefore = byNames(Fate::before, first, copy);
    }

    private List<Column> named(Function<Fate, @Nullable Column> which) {
        return fates.all().stream()
                .map(which)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(column -> bystanders.hold(column.name()))
                .toList();
    }

    private Map<Column, Set<String>> byNames(Function<Fate, @Nullable Column> which, SchemaLook look, SchemaCopy copy)
            throws SQLException {
        ColumnUsers users = new ColumnUsers(fates, bystanders, which);
        return new CompiledMeanings(copy, users.objects(), look.broken().keySet()).by(users.columns());
    }

    /**
     * Looks at what a change makes of names that they have for something else: SQLite writes the new name of a table or column
     * where they read it, be it that an alias, a query WITH that name or a column of another table is nearer there.
     *
     * @param copy what the change is to be made in next
     */
    void before(Change change, SchemaCopy copy) throws SQLException {
        if (change instanceof Change.RenameTable rename) {
            String name = rename.to().name();
            new CompiledMeanings(copy, bystanders.naming(name), first.broken().keySet())
                    .byNewName(rename.from().name(), name, copy::renameTable)
                    .forEach(object -> hidden.add(OtherMeaning.hidden(rename, object)));
        } else if (change instanceof Change.RenameColumn rename) {
            Set<String> having = havingColumn(rename.to(), copy);
            for (Fate fate : fates.all()) {
                if (fate.change() == change && fate.before() != null && fate.after() != null) {
                    Set<String> readers = bystanders.naming(fate.before().name());
                    readers.retainAll(having);
                    new CompiledMeanings(copy, readers, first.broken().keySet())
                            .byNewName(
                                    rename.from(),
                                    rename.to(),
                                    (from, to) ->
                                            copy.renameColumn(rename.table().name(), from, to))
                            .forEach(object -> hidden.add(newName(fate, object)));
                }
            }
        }
    }

    /** Those that say the name, or read what has a column of that name. */
    private Set<String> havingColumn(String name, SchemaCopy copy) throws SQLException {
        Set<String> having = new LinkedHashSet<>(bystanders.naming(name));
        for (Column column : copy.columnsCalled(name)) {
            having.addAll(bystanders.naming(fates.tableBefore(column.table())));
        }
        first.columns().forEach((relation, columns) -> {
            if (columns.stream().anyMatch(column -> NamesInSql.isSame(column, name))) {
                having.addAll(bystanders.naming(relation.substring(relation.indexOf(' ') + 1)));
            }
        });
        return having;
    }

    /**
     * What they would mean else after the changes.
     *
     * @param copy what the changes were made in
     * @param after how it looks
     * @param refusal why no more of the changes could be made; null where all were
     */
    List<Breakage> others(SchemaCopy copy, SchemaLook after, ScratchDatabase.@Nullable Refusal refusal)
            throws SQLException {
        List<Breakage> found = new ArrayList<>(hidden);
        found.addAll(gone(after, refusal));
        if (refusal == null) {
            Map<Column, Map<String, Integer>> placesAfter =
                    copy.places(named(Fate::after), after.broken().keySet());
            for (Fate fate : fates.all()) {
                if (fate.after() != null) {
                    found.addAll(taken(fate, places(placesAfter, fate.after())));
                    found.addAll(textsOfTable(fate.change(), fate.after(), after));
                }
            }
            found.addAll(ownViews.taken(copy, after));
            found.addAll(readers.others(copy, after));
            found.addAll(doneByNames(copy, after));
            found.addAll(upserts(after));
            found.addAll(ownViews.lost(after, found));
            found.addAll(new OtherComparisons(changes, bystanders).told(copy, after));
        }
        return found.stream().distinct().toList();
    }

    private List<Breakage> gone(SchemaLook after, ScratchDatabase.@Nullable Refusal refusal) {
        List<Breakage> found = new ArrayList<>();
        for (Fate fate : fates.all()) {
            Column before = fate.before();
            if (fate.after() == null && before != null) {
                places(placesBefore, before).keySet().stream()
                        .filter(bystanders.objects()::contains)
                        .filter(object -> !after.broken().containsKey(object)
                                && (refusal == null || !object.equals(refusal.object())))
                        .forEach(object -> found.add(OtherMeaning.gone(
                                fate.change(),
                                before.name(),
                                object,
                                refusal == null
                                        ? OtherMeaning.READS_IT + OtherMeaning.TAKES_ANOTHER
                                        : OtherMeaning.READS_IT)));
            }
        }
        return found;
    }

    /** What somebody does by the name of a column without saying it, which goes or comes. */
    private List<Breakage> doneByNames(SchemaCopy copy, SchemaLook after) throws SQLException {
        Set<String> broken = after.broken().keySet();
        Map<Column, Set<String>> now = byNames(Fate::after, after, copy);
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
        String why = bystanders.names(object, column) ? OtherMeaning.READS_IT : "takes or joins by all columns";
        return OtherMeaning.gone(fate.change(), column, object, why + OtherMeaning.TAKES_ANOTHER);
    }

    private Breakage newName(Fate fate, String object) {
        String column = Objects.requireNonNull(fate.after()).name();
        return OtherMeaning.newName(
                fate.change(), column, "the " + object, OtherMeaning.by(column, first.hasDoubleQuoted(object, column)));
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

    private static Map<String, Integer> places(Map<Column, Map<String, Integer>> places, @Nullable Column column) {
        return column == null ? Map.of() : places.getOrDefault(column, Map.of());
    }

    /** A constraint or computed column has a text in double quotes no longer; a default is none of somebody's. */
    private List<Breakage> textsOfTable(Change change, Column column, SchemaLook after) {
        String before = "table " + fates.tableBefore(column.table());
        String sql = after.sql().get("table " + column.table());
        boolean lost = sql != null
                && first.hasDoubleQuoted(before, column.name())
                && BystanderSql.texts(sql, column.name())
                        < BystanderSql.texts(first.sql().getOrDefault(before, ""), column.name());
        return lost
                ? List.of(OtherMeaning.newName(
                        change, column.name(), "a constraint of it", OtherMeaning.by(column.name(), true)))
                : List.of();
    }
}
