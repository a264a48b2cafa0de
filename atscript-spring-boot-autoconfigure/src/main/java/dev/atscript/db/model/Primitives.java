package dev.atscript.db.model;

import dev.atscript.db.model.Shape.Kind;
import dev.atscript.db.model.Shape.Leaf;
import dev.atscript.db.model.Shape.Values;
import dev.atscript.lang.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers what a primitive with its tags comes to in a table. */
final class Primitives {

    private Primitives() {}

    static Leaf leaf(Type.Primitive primitive) {
        return switch (primitive.name()) {
            case "string" ->
                Shapes.leaf(
                        Kind.TEXT,
                        primitive.tags().contains("char") ? new ColumnType.Text(1, true) : ColumnType.Text.UNLIMITED);
            case "number" -> number(primitive.tags());
            case "decimal" -> Shapes.leaf(Kind.DECIMAL, new ColumnType.Decimal(null, null));
            case "boolean" -> bool(primitive.tags());
            case "true", "false" -> bool(List.of(primitive.name()));
            case "db", "mongo" -> database(primitive.tags());
            default -> Shapes.leaf(Kind.TEXT, ColumnType.Text.UNLIMITED);
        };
    }

    private static Leaf bool(List<String> tags) {
        Values values =
                tags.contains("true") ? Values.of("true") : tags.contains("false") ? Values.of("false") : Values.ANY;
        return new Leaf(Kind.BOOLEAN, new ColumnType.Bool(), false, values, false);
    }

    private static Leaf database(List<String> tags) {
        if (tags.contains("vector")) {
            return Shapes.json(Kind.VECTOR);
        }
        return tags.contains("geoPoint")
                ? Shapes.json(Kind.GEO_POINT)
                : Shapes.leaf(Kind.TEXT, ColumnType.Text.UNLIMITED);
    }

    private static Leaf number(List<String> tags) {
        for (String tag : tags) {
            Leaf sized = sized(tag);
            if (sized != null) {
                return sized;
            }
        }
        boolean timestamp = tags.contains("timestamp");
        boolean positive = tags.contains("positive");
        boolean negative = tags.contains("negative");
        if (timestamp || tags.contains("int")) {
            return new Leaf(
                    Kind.INTEGER,
                    new ColumnType.Int(64),
                    false,
                    between(positive ? 0 : Long.MIN_VALUE, negative ? 0 : Long.MAX_VALUE),
                    timestamp && tags.contains("created"));
        }
        Values values = new Values(Set.of(), positive ? BigDecimal.ZERO : null, negative ? BigDecimal.ZERO : null);
        return new Leaf(Kind.NUMBER, new ColumnType.Floating(tags.contains("single")), false, values, false);
    }

    private static @Nullable Leaf sized(String tag) {
        return switch (tag) {
            case "int8" -> integer(16, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case "int16" -> integer(16, Short.MIN_VALUE, Short.MAX_VALUE);
            case "uint8", "byte" -> integer(16, 0, 255);
            case "int32" -> integer(32, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "uint16", "port" -> integer(32, 0, 65_535);
            case "int64" -> integer(64, Long.MIN_VALUE, Long.MAX_VALUE);
            case "uint32" -> integer(64, 0, 4_294_967_295L);
            case "uint64" -> integer(64, 0, Long.MAX_VALUE);
            default -> null;
        };
    }

    private static Leaf integer(int bits, long min, long max) {
        return new Leaf(Kind.INTEGER, new ColumnType.Int(bits), false, between(min, max), false);
    }

    private static Values between(long min, long max) {
        return new Values(Set.of(), BigDecimal.valueOf(min), BigDecimal.valueOf(max));
    }
}
