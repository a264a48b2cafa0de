package dev.atscript.db.sync;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a query that counts the rows of a table that point at no row of another one. */
final class OrphanQuery {

    /** What qualifies a column of the table that points, by the name it will have. */
    static final String POINTING = "c.";

    /** What qualifies a column of the table that is pointed at, by the name it has. */
    static final String TARGET = "p.";

    private final List<String> selected = new ArrayList<>();
    private final List<String> notNull = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();
    private final List<String> sought = new ArrayList<>();
    private boolean computed;

    /**
     * Adds a column that points.
     *
     * @param value what it will hold
     * @param name its name then, in SQL
     */
    void points(String value, String name) {
        selected.add(value + " AS " + name);
        notNull.add(POINTING + name + " IS NOT NULL");
    }

    /**
     * Says what the column added last points at.
     *
     * @param value what the target will hold
     * @param soughtValue what is looked for there
     * @param isComputed whether the target holds something else now, so that no index knows what it will hold
     */
    void at(String value, String soughtValue, boolean isComputed) {
        targets.add(value);
        sought.add(soughtValue);
        computed |= isComputed;
    }

    /**
     * The query.
     *
     * @param table the table that points, in SQL
     * @param target the table that it points at; null where there is none, or it has no rows then
     */
    String sql(String table, @Nullable String target) {
        String rows = "SELECT count(*) FROM (SELECT " + String.join(", ", selected) + " FROM " + table + ") AS c";
        String pointing = " WHERE " + String.join(" AND ", notNull);
        if (target == null) {
            return rows + pointing;
        }
        if (!computed) {
            return rows + pointing + " AND NOT EXISTS (SELECT 1 FROM " + target + " AS p WHERE " + equal(targets) + ")";
        }
        // SQLite would compute all targets for each row again, and makes an index over these.
        List<String> names = new ArrayList<>();
        List<String> computedOnce = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            names.add(TARGET + "k" + i);
            computedOnce.add(targets.get(i) + " AS k" + i);
        }
        return rows + " LEFT JOIN (SELECT DISTINCT " + String.join(", ", computedOnce) + " FROM " + target
                + " AS p) AS p ON " + equal(names) + pointing + " AND " + names.get(0) + " IS NULL";
    }

    private String equal(List<String> values) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            conditions.add(values.get(i) + " = " + sought.get(i));
        }
        return String.join(" AND ", conditions);
    }
}
