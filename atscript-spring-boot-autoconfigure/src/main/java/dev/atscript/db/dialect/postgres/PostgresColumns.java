package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.ColumnMapping;
import dev.atscript.db.model.ColumnType;
import dev.atscript.db.model.DbColumn;
import dev.atscript.db.model.DbDefault;
import dev.atscript.db.model.DbIndex;
import dev.atscript.db.model.DbTable;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Columns as PostgreSQL holds them. */
final class PostgresColumns implements ColumnMapping {

    static final String NATIVE_TYPE = "db.pg.type";
    private static final String NATIVE_COLLATION = "db.pg.collate";

    @Override
    public String type(DbColumn column) {
        String nativeType = column.nativeOptions().get(NATIVE_TYPE);
        if (nativeType != null) {
            return PostgresTypes.canonical(nativeType);
        }
        ColumnType type = column.type();
        if (type instanceof ColumnType.Int integer) {
            return integer.bits() == 16 ? "SMALLINT" : integer.bits() == 32 ? "INTEGER" : "BIGINT";
        }
        if (type instanceof ColumnType.Floating floating) {
            return floating.single() ? "REAL" : "DOUBLE PRECISION";
        }
        if (type instanceof ColumnType.Decimal decimal) {
            return decimal.precision() == null
                    ? "NUMERIC"
                    : "NUMERIC(" + decimal.precision() + "," + decimal.scale() + ")";
        }
        if (type instanceof ColumnType.Bool) {
            return "BOOLEAN";
        }
        if (type instanceof ColumnType.Json) {
            return "JSONB";
        }
        if (column.collation() == DbColumn.Collation.NOCASE) {
            return "CITEXT";
        }
        ColumnType.Text text = (ColumnType.Text) type;
        return text.maxLength() == null ? "TEXT" : (text.fixed() ? "CHAR(" : "VARCHAR(") + text.maxLength() + ")";
    }

    @Override
    public String collation(DbColumn column, DbTable table) {
        boolean isText = column.type() instanceof ColumnType.Text
                && !column.nativeOptions().containsKey(NATIVE_TYPE)
                && column.collation() != DbColumn.Collation.NOCASE;
        String own = column.nativeOptions().get(NATIVE_COLLATION);
        if (own != null) {
            return PostgresCollations.canonical(own);
        }
        if (!isText) {
            return "";
        }
        if (column.collation() == DbColumn.Collation.BINARY) {
            return "C";
        }
        if (column.collation() == DbColumn.Collation.UNICODE) {
            return "und-x-icu";
        }
        String ofTable = table.nativeOptions().get(NATIVE_COLLATION);
        return ofTable == null ? "" : PostgresCollations.canonical(ofTable);
    }

    @Override
    public @Nullable String defaultValue(DbColumn column, String type) {
        DbDefault value = column.defaultValue();
        if (value instanceof DbDefault.Uuid) {
            return PostgresDefaults.uuid(type);
        }
        return value instanceof DbDefault.Now ? now(type) : constant(value, type);
    }

    private static @Nullable String constant(@Nullable DbDefault value, String type) {
        if (value instanceof DbDefault.TextValue text) {
            return PostgresDefaults.literal(text.value(), type);
        }
        if (value instanceof DbDefault.JsonValue json) {
            return PostgresDefaults.literal(
                    type.endsWith("[]") ? PostgresArrays.ofJson(json.json()) : json.json(), type);
        }
        if (value instanceof DbDefault.NumberValue number) {
            return PostgresDefaults.literal(number.value().toPlainString(), type);
        }
        if (value instanceof DbDefault.BoolValue bool) {
            return PostgresDefaults.literal(Boolean.toString(bool.value()), type);
        }
        return null;
    }

    @Override
    public @Nullable String zeroValue(DbColumn column, String type) {
        DbDefault zero = column.zeroValue();
        if (zero == null) {
            return null;
        }
        if (type.endsWith("[]")) {
            return "'{}'";
        }
        boolean fits = PostgresTypes.isText(type)
                || PostgresTypes.isNumber(type) && zero instanceof DbDefault.NumberValue
                || type.equals("BOOLEAN") && zero instanceof DbDefault.BoolValue
                || (type.equals("JSONB") || type.equals("JSON")) && !(zero instanceof DbDefault.TextValue);
        return fits ? constant(zero, type) : null;
    }

    private static String now(String type) {
        if (PostgresTypes.isNumber(type)) {
            return PostgresDefaults.NOW_MILLIS;
        }
        return PostgresTypes.isText(type) ? PostgresDefaults.NOW_TEXT : "now()";
    }

    @Override
    public String indexName(DbIndex index, String table) {
        return PhysicalIndex.PREFIX + index.kind().name().toLowerCase(Locale.ROOT) + "__" + table + "__" + index.name();
    }

    @Override
    public String foreignKeyName(String table, List<String> columns) {
        return PostgresDialect.IDENTIFIERS.fit(
                table + "__" + String.join("__", columns), PhysicalForeignKey.MANAGED_SUFFIX);
    }

    @Override
    public String weight(DbIndex.Part part) {
        int weight = part.weight() == null ? 1 : part.weight();
        if (weight >= 10) {
            return "A";
        }
        return weight >= 5 ? "B" : weight >= 2 ? "C" : "D";
    }
}
