package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.ColumnMapping;
import dev.atscript.db.dialect.Sql;
import dev.atscript.db.model.ColumnType;
import dev.atscript.db.model.DbColumn;
import dev.atscript.db.model.DbDefault;
import dev.atscript.db.model.DbIndex;
import dev.atscript.db.model.DbTable;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns as SQLite holds them. */
final class SqliteColumns implements ColumnMapping {

    /** A random UUID of version 4, variant 1. */
    static final String UUID = "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || "
            + "substr(hex(randomblob(2)), 2) || '-' || substr('89ab', 1 + (random() & 3), 1) || "
            + "substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))";

    static final String NOW_MILLIS = "CAST(strftime('%s', 'now') || substr(strftime('%f', 'now'), 4) AS INTEGER)";

    static final String NOW_TEXT = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

    @Override
    public String type(DbColumn column) {
        ColumnType type = column.type();
        if (type instanceof ColumnType.Int || type instanceof ColumnType.Bool) {
            return "INTEGER";
        }
        if (type instanceof ColumnType.Floating) {
            return "REAL";
        }
        if (type instanceof ColumnType.Decimal decimal) {
            return decimal.precision() == null
                    ? "NUMERIC"
                    : "NUMERIC(" + decimal.precision() + "," + decimal.scale() + ")";
        }
        return "TEXT";
    }

    @Override
    public String collation(DbColumn column, DbTable table) {
        boolean folds =
                column.collation() == DbColumn.Collation.NOCASE || column.collation() == DbColumn.Collation.UNICODE;
        return folds ? "NOCASE" : "";
    }

    @Override
    public @Nullable String defaultValue(DbColumn column, String type) {
        DbDefault value = column.defaultValue();
        if (value instanceof DbDefault.Uuid) {
            return UUID;
        }
        if (value instanceof DbDefault.Now) {
            return type.equals("TEXT") ? NOW_TEXT : NOW_MILLIS;
        }
        return constant(value);
    }

    @Override
    public @Nullable String zeroValue(DbColumn column, String type) {
        return constant(column.zeroValue());
    }

    private static @Nullable String constant(@Nullable DbDefault value) {
        if (value instanceof DbDefault.TextValue text) {
            return Sql.literal(text.value());
        }
        if (value instanceof DbDefault.JsonValue json) {
            return Sql.literal(json.json());
        }
        if (value instanceof DbDefault.NumberValue number) {
            return Sql.literal(number.value());
        }
        if (value instanceof DbDefault.BoolValue bool) {
            return bool.value() ? "1" : "0";
        }
        return null;
    }

    @Override
    public String indexName(DbIndex index, String table) {
        return switch (index.kind()) {
            case FULLTEXT -> SqliteFullText.name(table, index.name());
            case UNIQUE -> PhysicalIndex.PREFIX + "unique__" + table + "__" + index.name();
            default -> PhysicalIndex.PREFIX + "plain__" + table + "__" + index.name();
        };
    }

    @Override
    public String foreignKeyName(String table, List<String> columns) {
        // Only CREATE TABLE holds it, and no rename of the table or a column would change it: it tells whose the key
        // is.
        return "atscript" + PhysicalForeignKey.MANAGED_SUFFIX;
    }

    @Override
    public String weight(DbIndex.Part part) {
        return "";
    }
}
