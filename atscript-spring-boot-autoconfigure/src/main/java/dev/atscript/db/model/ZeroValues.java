package dev.atscript.db.model;

import dev.atscript.db.model.Shape.Leaf;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Answers which value of a type stands for nothing: 0, false, the empty text, list or object. */
final class ZeroValues {

    private ZeroValues() {}

    /**
     * The zero value of a column.
     *
     * @param encrypted whether the column holds what only the application can make of a value
     * @return null where the field takes no such value, or several would do
     */
    static @Nullable DbDefault of(Leaf leaf, boolean encrypted) {
        if (encrypted) {
            return null;
        }
        boolean json = leaf.type() instanceof ColumnType.Json;
        return switch (leaf.kind()) {
            case TEXT -> takes(leaf, "") ? text(json) : null;
            case INTEGER, NUMBER, DECIMAL ->
                takesZero(leaf)
                        ? json ? new DbDefault.JsonValue("0") : new DbDefault.NumberValue(BigDecimal.ZERO)
                        : null;
            case BOOLEAN ->
                takes(leaf, "false") ? json ? new DbDefault.JsonValue("false") : new DbDefault.BoolValue(false) : null;
            case NUMBERS, VECTOR, ARRAY -> new DbDefault.JsonValue("[]");
            case OBJECT -> new DbDefault.JsonValue("{}");
            case MIXED, GEO_POINT, ANY -> null;
        };
    }

    private static DbDefault text(boolean json) {
        return json ? new DbDefault.JsonValue("\"\"") : new DbDefault.TextValue("");
    }

    private static boolean takes(Leaf leaf, String value) {
        return leaf.values().choices().isEmpty() || leaf.values().choices().contains(value);
    }

    private static boolean takesZero(Leaf leaf) {
        BigDecimal min = leaf.values().min();
        BigDecimal max = leaf.values().max();
        return takes(leaf, "0") && (min == null || min.signum() <= 0) && (max == null || max.signum() >= 0);
    }
}
