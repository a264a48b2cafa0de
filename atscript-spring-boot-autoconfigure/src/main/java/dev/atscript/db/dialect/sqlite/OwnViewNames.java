package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Breakage;
import dev.atscript.db.dialect.sqlite.ColumnFates.Column;
import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import dev.atscript.db.schema.Change;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What views and triggers of somebody's mean by names that views of ours get and lose, whose columns cannot be renamed. */
final class OwnViewNames {

    private final List<Change> changes;
    private final ColumnFates fates;
    private final BystanderSql bystanders;
    private final SchemaLook first;
    private final Map<Column, Map<String, Integer>> placesBefore;

    /** Columns of tables that stay, by the view of ours that gets one of that name. */
    private final Map<Change, List<Column>> calledAsInViews = new LinkedHashMap<>();

    /**
     * Looks at them before the changes.
     *
     * @param copy what the changes are to be made in
     */
    OwnViewNames(List<Change> changes, ColumnFates fates, BystanderSql bystanders, SchemaCopy copy)
            throws SQLException {
        this.changes = changes;
        this.fates = fates;
        this.bystanders = bystanders;
        this.first = copy.first();
        lookForNamesThatViewsGet(copy);
        List<Column> columns =
                calledAsInViews.values().stream().flatMap(List::stream).toList();
        this.placesBefore = columns.isEmpty()
                ? Map.of()
                : copy.places(columns, first.broken().keySet());
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

    /** A name that meant a table's column, and is one of a view's as well, means that where the view is nearer. */
    List<Breakage> taken(SchemaCopy copy, SchemaLook after) throws SQLException {
        List<Breakage> found = new ArrayList<>();
        for (Map.Entry<Change, List<Column>> called : calledAsInViews.entrySet()) {
            List<Column> staying = new ArrayList<>(called.getValue());
            staying.removeIf(column -> !fates.stays(column));
            Map<Column, Map<String, Integer>> placesAfter =
                    copy.places(staying, after.broken().keySet());
            for (Column column : staying) {
                Map<String, Integer> now = placesAfter.getOrDefault(column, Map.of());
                placesBefore.getOrDefault(column, Map.of()).forEach((object, places) -> {
                    if (bystanders.objects().contains(object)
                            && !after.broken().containsKey(object)
                            && now.getOrDefault(object, 0) < places) {
                        found.add(OtherMeaning.newName(
                                called.getKey(),
                                column.name(),
                                "the " + object,
                                OtherMeaning.by(column.name(), false)));
                    }
                });
            }
        }
        return found;
    }

    /**
     * A name in double quotes that a view of ours has no longer is a text from then on; a trigger for its changes never
     * fires.
     *
     * @param told what is said already
     */
    List<Breakage> lost(SchemaLook after, List<Breakage> told) {
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
                        found.add(OtherMeaning.gone(
                                change, column, object, OtherMeaning.READS_IT + OtherMeaning.TAKES_ANOTHER));
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
