package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.dialect.RowCount;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts rows of the live database that a change would meet. Tables and columns are given by the names they have after
 * renames, and asked for by those they have now. A count is empty where a column does not exist yet and rows get nothing
 * in it, or where the database cannot compare the values before the change.
 */
final class RowCounts {

    private final PhysicalSchema after;
    private final PlannedRenames renames;
    private final Dialect dialect;
    private final LiveQuery query;

    /**
     * Creates counts.
     *
     * @param renames the renames still to be made
     * @param query asks the live database
     */
    RowCounts(PlannedRenames renames, Dialect dialect, LiveQuery query) {
        this.after = renames.after();
        this.renames = renames;
        this.dialect = dialect;
        this.query = query;
    }

    long rows(QualifiedName table) {
        return query.number("SELECT count(*) FROM " + live(table));
    }

    /** Rows of a table that goes; empty where they may not be counted, which needs more rights than to drop it. */
    OptionalLong rowsThatGo(QualifiedName table) {
        boolean isReadable = query.refusal("SELECT '' FROM " + live(table) + " LIMIT 0") == null;
        return isReadable ? OptionalLong.of(rows(table)) : OptionalLong.empty();
    }

    long values(QualifiedName table, String column) {
        return query.number("SELECT count(" + live(table, column) + ") FROM " + live(table));
    }

    long nulls(QualifiedName table, String column) {
        return query.number("SELECT count(*) FROM " + live(table) + " WHERE " + live(table, column) + " IS NULL");
    }

    /** Values that would not survive a change of type; null where every value does. */
    @Nullable
    RowCount lossy(QualifiedName table, PhysicalColumn from, PhysicalColumn to) {
        String column = live(table, from.name());
        String condition = new LossyValues(dialect, after).condition(column, from, to);
        return condition == null ? null : dialect.values().countRows(live(table), column, condition, query);
    }

    /** What to do about such values. */
    String remedyForLoss(PhysicalColumn from, PhysicalColumn to) {
        return dialect.values().remedyForLoss(from, to);
    }

    /** How far a column's numbering has come where another type does not take that; 0 where it does. */
    long numberBeyond(QualifiedName table, PhysicalColumn from, PhysicalColumn to) {
        String sql = dialect.values().numberBeyond(live(table), renames.liveColumn(table, from.name()), from, to);
        return sql == null ? 0 : query.number(sql);
    }

    /** Values that are too long for an index; 0 where the type has none, and of a column that does not exist yet. */
    long tooLong(QualifiedName table, String column) {
        return count(table, column, dialect.values()::tooLongForIndex);
    }

    /** Values that cannot be the only one of a key; 0 where the type has none, and of a column that does not exist yet. */
    long unfitForKey(QualifiedName table, String column) {
        return count(table, column, dialect.values()::unfitForKey);
    }

    private long count(
            QualifiedName table, String column, BiFunction<String, String, @Nullable String> conditionOfType) {
        PhysicalColumn there = column(table, column);
        String condition = there == null ? null : conditionOfType.apply(live(table, column), there.type());
        return condition == null ? 0 : query.number("SELECT count(*) FROM " + live(table) + " WHERE " + condition);
    }

    /**
     * What the database has against the rows' texts in a full text.
     *
     * @param values what changed columns will hold
     */
    Optional<String> refusalOfFullText(QualifiedName table, PhysicalIndex index, Map<String, Value> values) {
        Map<String, Value> known = new HashMap<>(values);
        index.columns().stream()
                .filter(column -> value(table, column, values) == null)
                .forEach(column -> known.put(column, new Value("NULL", "")));
        String rows = selection(table, index.columns(), known);
        String trial = rows == null ? null : dialect.values().trialOfFullText(index, rows);
        return trial == null ? Optional.empty() : Optional.ofNullable(query.refusal(trial));
    }

    /**
     * What a column will hold.
     *
     * @param sql an expression over the row as it is
     * @param type the column's type then
     */
    record Value(String sql, String type) {}

    /** What a column will hold that is added, if rows that exist get anything. */
    Optional<Value> valueOf(Change.AddColumn change) {
        PhysicalColumn column = change.column();
        String sql = change.fill() != null ? change.fill() : column.defaultValue();
        return sql == null || column.identity() != null ? Optional.empty() : Optional.of(new Value(sql, column.type()));
    }

    /** What a column will hold that is changed. */
    Value valueOf(Change.AlterColumn change) {
        PhysicalColumn to = change.to();
        String sql = dialect.values().converted(live(change.table(), to.name()), change.from(), to);
        return new Value(change.fill() == null ? sql : "coalesce(" + sql + ", " + change.fill() + ")", to.type());
    }

    /**
     * Rows that will share their values in the columns with another row, null being no value.
     *
     * @param values what changed columns will hold
     */
    OptionalLong duplicates(QualifiedName table, List<String> columns, Map<String, Value> values) {
        String selection = selection(table, columns, values);
        if (selection == null) {
            return OptionalLong.empty();
        }
        List<String> names = columns.stream().map(dialect::quote).toList();
        String list = String.join(", ", names);
        String notNull = names.stream().map(name -> name + " IS NOT NULL").collect(Collectors.joining(" AND "));
        return OptionalLong.of(query.number("SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM (" + selection
                + ") AS v WHERE " + notNull + " GROUP BY " + list + " HAVING count(*) > 1) AS d"));
    }

    /** A query of what columns will hold; null where rows get nothing in one of them. */
    private @Nullable String selection(QualifiedName table, List<String> columns, Map<String, Value> values) {
        List<String> selected = new ArrayList<>();
        for (String column : columns) {
            Value value = value(table, column, values);
            if (value == null) {
                return null;
            }
            selected.add(value.sql() + " AS " + dialect.quote(column));
        }
        return "SELECT " + String.join(", ", selected) + " FROM " + own(table);
    }

    /**
     * Rows that will not meet a condition.
     *
     * @param condition the condition, over the names that the columns have now
     * @param values what changed columns will hold
     */
    long breaking(PhysicalTable table, String condition, Map<String, Value> values) {
        return query.number("SELECT count(*) FROM (" + rows(table, values) + ") AS v WHERE NOT " + condition);
    }

    /** The rows as they will be, by the names that the columns have now. */
    private String rows(PhysicalTable table, Map<String, Value> values) {
        List<String> selected = new ArrayList<>();
        for (PhysicalColumn column : table.columns()) {
            String name = live(table.name(), column.name());
            Value value = values.get(column.name());
            selected.add(value == null ? name : dialect.values().compared(value.sql(), value.type()) + " AS " + name);
        }
        return "SELECT " + String.join(", ", selected) + " FROM " + live(table.name());
    }

    /**
     * Rows that will share with another one what an index keeps apart; 0 where the database does not take its expressions of such
     * rows, as it will say itself.
     *
     * @param values what changed columns will hold
     */
    long sharing(PhysicalTable table, UniqueIndexSql index, Map<String, Value> values) {
        if (values.keySet().stream().noneMatch(name -> index.mayName(renames.liveColumn(table.name(), name)))) {
            return 0;
        }
        List<String> conditions = new ArrayList<>();
        if (!index.nullsAreEqual()) {
            index.elements().forEach(element -> conditions.add("(" + element + ") IS NOT NULL"));
        }
        if (index.predicate() != null) {
            conditions.add("(" + index.predicate() + ")");
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        String sql = "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM (" + rows(table, values) + ") AS v"
                + where + " GROUP BY " + String.join(", ", index.elements()) + " HAVING count(*) > 1) AS d";
        return query.refusal(sql) == null ? query.number(sql) : 0;
    }

    /**
     * Whether the new default of a column does not meet what a constraint asks of that column alone.
     *
     * @param table the table as it is
     */
    boolean breaksAsDefault(PhysicalTable table, Change.AlterColumn change, UnmanagedObject constraint) {
        String name = change.to().name();
        List<String> others =
                new ArrayList<>(List.of(renames.liveName(table.name()).name()));
        table.columns().stream()
                .filter(column -> !column.name().equals(name))
                .forEach(column -> others.add(renames.liveColumn(table.name(), column.name())));
        String condition = CheckConditions.ofColumn(constraint, renames.liveColumn(table.name(), name), others);
        if (condition == null) {
            return false;
        }
        String column = live(table.name(), name);
        // Of no row, so that the default is a value of the column's type.
        String none = "(SELECT " + column + " FROM " + live(table.name()) + " LIMIT 0)";
        boolean isSame = change.from().type().equals(change.to().type())
                && change.from().collation().isEmpty()
                && change.to().collation().isEmpty();
        String typed = "coalesce("
                + (isSame ? none : dialect.values().converted(none, change.from(), change.to())) + ", "
                + change.to().defaultValue() + ")";
        String value = isSame ? typed : dialect.values().converted(typed, change.to(), change.to());
        String compared = dialect.values().compared(value, change.to().type());
        String sql = "SELECT count(*) FROM (SELECT " + compared + " AS " + column + ") AS v WHERE NOT " + condition;
        return query.refusal(sql) != null || query.number(sql) > 0;
    }

    /**
     * Rows that will point at no row.
     *
     * @param values what changed columns will hold
     * @param targetValues likewise of the table that the foreign key points at
     * @param emptied whether that table loses its rows
     */
    OptionalLong orphans(
            QualifiedName table,
            PhysicalForeignKey key,
            Map<String, Value> values,
            Map<String, Value> targetValues,
            boolean emptied) {
        OrphanQuery orphans = new OrphanQuery();
        boolean targetsExist = !emptied && after.table(key.target()) != null;
        for (int i = 0; i < key.columns().size(); i++) {
            Value value = value(table, key.columns().get(i), values);
            if (value == null) {
                return OptionalLong.empty();
            }
            String name = dialect.quote(key.columns().get(i));
            orphans.points(value.sql(), name);
            Value target =
                    targetsExist ? target(key.target(), key.targetColumns().get(i), targetValues) : null;
            targetsExist &= target != null;
            if (target != null) {
                String sought = dialect.values().sought(OrphanQuery.POINTING + name, value.type(), target.type());
                if (sought == null) {
                    return OptionalLong.empty();
                }
                orphans.at(
                        target.sql(),
                        sought,
                        targetValues.containsKey(key.targetColumns().get(i)));
            }
        }
        return OptionalLong.of(query.number(orphans.sql(own(table), targetsExist ? own(key.target()) : null)));
    }

    /** What a column that a foreign key points at will hold, compared as that column compares. */
    private @Nullable Value target(QualifiedName table, String column, Map<String, Value> values) {
        PhysicalColumn there = column(table, column);
        if (values.containsKey(column) || there == null) {
            return values.get(column);
        }
        return new Value(
                dialect.values().converted(OrphanQuery.TARGET + live(table, column), there, there), there.type());
    }

    /** What a column will hold; null where it does not exist yet and rows get nothing. */
    private @Nullable Value value(QualifiedName table, String column, Map<String, Value> values) {
        Value changed = values.get(column);
        PhysicalColumn there = column(table, column);
        if (changed != null || there == null) {
            return changed;
        }
        return new Value(live(table, column), there.type());
    }

    private @Nullable PhysicalColumn column(QualifiedName table, String column) {
        PhysicalTable there = after.table(table);
        return there == null ? null : there.column(column);
    }

    private String own(QualifiedName table) {
        PhysicalTable there = after.table(table);
        return there == null ? live(table) : dialect.values().ownRows(there, live(table));
    }

    private String live(QualifiedName table) {
        return dialect.quote(renames.liveName(table));
    }

    private String live(QualifiedName table, String column) {
        return dialect.quote(renames.liveColumn(table, column));
    }
}
