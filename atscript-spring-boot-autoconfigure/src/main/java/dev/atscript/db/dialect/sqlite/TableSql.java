package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.schema.Identity;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** CREATE TABLE and its parts. */
final class TableSql {

    private TableSql() {}

    /** CREATE TABLE by another name than the table's own, with everything that lives in that statement. */
    static String create(String name, PhysicalTable table) {
        List<String> elements = new ArrayList<>();
        for (PhysicalColumn column : table.columns()) {
            elements.add(column(column, column.identity() != null));
        }
        if (table.primaryKey() != null && table.columns().stream().noneMatch(column -> column.identity() != null)) {
            elements.add("PRIMARY KEY (" + Sql.quote(table.primaryKey().columns()) + ")");
        }
        for (PhysicalForeignKey key : table.foreignKeys()) {
            elements.add(constraint(key.name()) + SqliteRenderer.references(key));
        }
        List<String> options = new ArrayList<>();
        for (UnmanagedObject object : table.unmanaged()) {
            switch (object.kind()) {
                case CHECK, UNIQUE -> elements.add(constraint(object.name()) + object.sql());
                case TABLE_OPTION -> options.add(object.sql());
                default -> {}
            }
        }
        String body = elements.stream().collect(Collectors.joining(",\n  ", "(\n  ", "\n)"));
        String tail = options.isEmpty() ? "" : " " + String.join(", ", options);
        return "CREATE TABLE " + Sql.quote(name) + " " + body + tail;
    }

    static String column(PhysicalColumn column, boolean autoincrement) {
        StringBuilder sql = new StringBuilder(Sql.quote(column.name()));
        if (!column.type().isEmpty()) {
            sql.append(' ').append(column.type());
        }
        if (!column.nullable()) {
            sql.append(" NOT NULL");
        }
        if (autoincrement) {
            sql.append(" PRIMARY KEY AUTOINCREMENT");
        }
        String defaultValue = column.defaultValue();
        if (defaultValue != null) {
            boolean constant = SqliteWays.isConstant(defaultValue);
            sql.append(" DEFAULT ").append(constant ? defaultValue : "(" + defaultValue + ")");
        }
        if (!column.collation().isEmpty()) {
            sql.append(" COLLATE ").append(column.collation());
        }
        return sql.toString();
    }

    /** What makes the first generated number another than 1. */
    static List<String> identityStart(PhysicalTable table) {
        for (PhysicalColumn column : table.columns()) {
            Identity identity = column.identity();
            if (identity != null && identity.start() != null && identity.start() != 1) {
                return List.of("INSERT INTO main.sqlite_sequence (name, seq) VALUES ("
                        + Sql.literal(table.name().name()) + ", " + (identity.start() - 1) + ")");
            }
        }
        return List.of();
    }

    private static String constraint(String name) {
        return name.isEmpty() ? "" : "CONSTRAINT " + Sql.quote(name) + " ";
    }
}
