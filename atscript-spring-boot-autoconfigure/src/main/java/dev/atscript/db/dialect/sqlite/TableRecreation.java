package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PrimaryKey;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a table by a new one, in the order that SQLite documents: create the new one under another name, copy, drop
 * the old one, rename. The other order would rewire other tables' foreign keys to the old table.
 *
 * @see <a href="https://www.sqlite.org/lang_altertable.html#otheralter">Making other kinds of table schema changes</a>
 */
final class TableRecreation {

    private final PhysicalTable from;
    private final PhysicalTable to;
    private final boolean keepRows;
    private final Map<String, String> fills = new LinkedHashMap<>();
    private final List<SqlStatement> statements = new ArrayList<>();

    TableRecreation(Change.RecreateTable change) {
        from = change.from();
        to = change.to();
        keepRows = change.keepRows();
        for (Change reason : change.reasons()) {
            if (reason instanceof Change.AddColumn add && add.fill() != null) {
                fills.put(add.column().name(), add.fill());
            } else if (reason instanceof Change.AlterColumn alter && alter.fill() != null) {
                fills.put(alter.to().name(), alter.fill());
            }
        }
    }

    List<SqlStatement> statements() {
        String name = to.name().name();
        String temporary = "__atscript_new_" + name;
        for (PhysicalIndex index : from.indexes()) {
            if (index.kind() == PhysicalIndex.Kind.FULLTEXT) {
                statements.addAll(SqliteRenderer.dropIndex(index));
            }
        }
        add(TableSql.create(temporary, to));
        if (keepRows) {
            copyRows(temporary);
        }
        keepIdentity(temporary);
        if (keepRows) {
            prove(temporary);
        }
        statements.add(SqlStatement.proof(
                "SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1",
                "rows that point at " + to.name() + " would go with it, or change"));
        add("DROP TABLE " + Sql.quote(name));
        // Without this, renaming fails on any view or trigger that names the table just dropped.
        add("PRAGMA legacy_alter_table = ON");
        add("ALTER TABLE " + Sql.quote(temporary) + " RENAME TO " + Sql.quote(name));
        add("PRAGMA legacy_alter_table = OFF");
        to.indexes().forEach(index -> statements.addAll(SqliteRenderer.createIndex(name, index)));
        for (UnmanagedObject object : to.unmanaged()) {
            if (object.kind() == UnmanagedObject.Kind.INDEX || object.kind() == UnmanagedObject.Kind.TRIGGER) {
                add(object.sql());
            }
        }
        return statements;
    }

    /** Whether every row has the rowid that it had. */
    boolean keepsRowids() {
        return keepRows && (rowid() != null || sharedRowid() != null);
    }

    private void copyRows(String temporary) {
        List<String> targets = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        String rowid = rowid();
        if (rowid != null) {
            targets.add(rowid);
            sources.add(rowid);
        }
        for (PhysicalColumn column : to.columns()) {
            PhysicalColumn old = from.column(column.name());
            String fill = fills.get(column.name());
            String name = Sql.quote(column.name());
            if (old != null) {
                String value = SqliteConversion.converted(name, old.type(), column.type());
                sources.add(fill == null ? value : "coalesce(" + value + ", " + fill + ")");
                targets.add(name);
            } else if (fill != null) {
                sources.add(fill);
                targets.add(name);
            }
        }
        if (targets.isEmpty()) {
            // A row has to name a column.
            PhysicalColumn first = to.columns().get(0);
            targets.add(Sql.quote(first.name()));
            sources.add(Objects.requireNonNullElse(first.defaultValue(), "NULL"));
        }
        add("INSERT INTO " + Sql.quote(temporary) + " (" + String.join(", ", targets) + ") SELECT "
                + String.join(", ", sources) + " FROM "
                + Sql.quote(to.name().name()));
    }

    private void keepIdentity(String temporary) {
        PhysicalColumn identity = identity(to);
        if (identity == null) {
            return;
        }
        long before = identity.identity() == null || identity.identity().start() == null
                ? 0
                : identity.identity().start() - 1;
        String position = "max("
                + (identity(from) == null ? Long.toString(before) : previousPosition(before))
                + ", coalesce((SELECT max("
                + Sql.quote(identity.name()) + ") FROM " + Sql.quote(temporary) + "), 0))";
        add("DELETE FROM main.sqlite_sequence WHERE name = " + Sql.literal(temporary));
        add("INSERT INTO main.sqlite_sequence (name, seq) SELECT " + Sql.literal(temporary) + ", " + position);
    }

    private String previousPosition(long start) {
        return "coalesce((SELECT seq FROM main.sqlite_sequence WHERE name = "
                + Sql.literal(to.name().name()) + "), " + start + ")";
    }

    private void prove(String temporary) {
        String old = Sql.quote(to.name().name());
        String made = Sql.quote(temporary);
        statements.add(SqlStatement.proof(
                "SELECT 1 WHERE (SELECT count(*) FROM " + old + ") <> (SELECT count(*) FROM " + made + ")",
                "not every row of " + to.name() + " was copied"));
        List<PhysicalColumn> kept =
                to.columns().stream().filter(this::keepsValuesOf).toList();
        if (!kept.isEmpty()) {
            List<String> key = commonKey(kept);
            statements.add(SqlStatement.proof(
                    key.isEmpty() ? rowsOfOneOnly(old, made, kept) : changedRows(old, made, key, kept),
                    "a value of " + to.name() + " was changed by copying"));
        }
    }

    private boolean keepsValuesOf(PhysicalColumn column) {
        PhysicalColumn before = from.column(column.name());
        return before != null && Affinity.isSame(before.type(), column.type()) && !fills.containsKey(column.name());
    }

    /** What tells the rows of both tables apart, in SQL: the rowid, or a key that holds no null; empty for none. */
    private List<String> commonKey(List<PhysicalColumn> kept) {
        String rowid = rowid() != null ? rowid() : sharedRowid();
        if (rowid != null) {
            return List.of(rowid);
        }
        List<String> columns = from.primaryKeyColumns();
        boolean isCommon = columns.equals(to.primaryKeyColumns())
                && columns.stream()
                        .allMatch(name ->
                                kept.stream().anyMatch(column -> column.name().equals(name) && !column.nullable()));
        return isCommon ? columns.stream().map(Sql::quote).toList() : List.of();
    }

    private static String changedRows(String old, String made, List<String> key, List<PhysicalColumn> kept) {
        String same = key.stream().map(name -> "n." + name + " = o." + name).collect(Collectors.joining(" AND "));
        String differs = kept.stream()
                .map(column -> "o." + Sql.quote(column.name()) + " COLLATE BINARY IS NOT n." + Sql.quote(column.name()))
                .collect(Collectors.joining(" OR "));
        return "SELECT 1 FROM " + old + " o LEFT JOIN " + made + " n ON " + same + " WHERE n." + key.get(0)
                + " IS NULL OR " + differs;
    }

    /** Rows that are alike are told apart by how many there are. */
    private static String rowsOfOneOnly(String old, String made, List<PhysicalColumn> kept) {
        String values = kept.stream()
                .map(column -> Sql.quote(column.name()) + " COLLATE BINARY")
                .collect(Collectors.joining(", "));
        String ofOld = "SELECT " + values + ", count(*) FROM " + old + " GROUP BY " + values;
        String ofMade = "SELECT " + values + ", count(*) FROM " + made + " GROUP BY " + values;
        return "SELECT 1 FROM (" + ofOld + " EXCEPT " + ofMade + ") UNION ALL SELECT 1 FROM (" + ofMade + " EXCEPT "
                + ofOld + ") LIMIT 1";
    }

    /** The name by which rowids can be copied; null where a column is the rowid or hides all its names. */
    private @Nullable String rowid() {
        if (rowidAlias(from) != null || rowidAlias(to) != null || isWithoutRowid()) {
            return null;
        }
        return freeRowidName();
    }

    /** The name of a rowid that both tables have because the same column is it. */
    private @Nullable String sharedRowid() {
        String alias = rowidAlias(from);
        boolean same = alias != null && alias.equals(rowidAlias(to));
        return same && !isWithoutRowid() ? freeRowidName() : null;
    }

    private @Nullable String freeRowidName() {
        for (String candidate : List.of("rowid", "_rowid_", "oid")) {
            if (!hasColumn(from, candidate) && !hasColumn(to, candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private boolean isWithoutRowid() {
        Set<String> options = to.unmanaged().stream()
                .filter(object -> object.kind() == UnmanagedObject.Kind.TABLE_OPTION)
                .map(UnmanagedObject::sql)
                .collect(Collectors.toSet());
        return options.contains("WITHOUT ROWID");
    }

    /** The column that is the rowid; null for none. */
    static @Nullable String rowidAlias(PhysicalTable table) {
        PrimaryKey key = table.primaryKey();
        if (key == null || key.columns().size() != 1 || !key.deviation().isEmpty()) {
            return null;
        }
        PhysicalColumn column = table.column(key.columns().get(0));
        return column != null && column.type().equals("INTEGER") ? column.name() : null;
    }

    private static boolean hasColumn(PhysicalTable table, String name) {
        return table.columns().stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
    }

    private static @Nullable PhysicalColumn identity(PhysicalTable table) {
        return table.columns().stream()
                .filter(column -> column.identity() != null)
                .findFirst()
                .orElse(null);
    }

    private void add(String sql) {
        statements.add(SqlStatement.of(sql));
    }
}
