package dev.atscript.db.model;

import dev.atscript.db.model.Shape.Kind;
import dev.atscript.db.model.Shape.Leaf;
import dev.atscript.lang.Annotation;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers how annotations change the column of a leaf (physical-mapping.md, "Columns"). */
final class ColumnTypes {

    private ColumnTypes() {}

    /**
     * The leaf with its annotations applied.
     *
     * @param referred whether the annotations are those of another property that the leaf's type refers to: then only
     *     what makes a number an integer counts
     */
    static Leaf refine(Leaf leaf, List<Annotation> annotations, boolean referred) {
        boolean counter = Marks.has(annotations, "db.default.increment") || Marks.has(annotations, "db.column.version");
        boolean key = counter || Marks.has(annotations, "meta.id") || Marks.has(annotations, "expect.int");
        Leaf refined = leaf;
        if (!referred) {
            refined = stored(leaf, annotations, counter);
        }
        return refined.kind() == Kind.NUMBER && refined.type().equals(new ColumnType.Floating(false)) && key
                ? refined.withType(Kind.INTEGER, new ColumnType.Int(64))
                : refined;
    }

    private static Leaf stored(Leaf leaf, List<Annotation> annotations, boolean counter) {
        if (Marks.has(annotations, "db.encrypted")) {
            return leaf.withType(leaf.kind(), ColumnType.Text.UNLIMITED);
        }
        if (Marks.has(annotations, "db.json")) {
            return leaf.withType(leaf.kind(), new ColumnType.Json());
        }
        Annotation precision = Marks.find(annotations, "db.column.precision");
        if (precision != null && !counter && (leaf.kind().isNumber() || leaf.kind() == Kind.DECIMAL)) {
            return leaf.withType(leaf.kind(), decimal(precision));
        }
        if (leaf.type() instanceof ColumnType.Text text
                && !text.fixed()
                && leaf.kind().isText()) {
            return leaf.withType(leaf.kind(), limited(text, Marks.find(annotations, "expect.maxLength")));
        }
        return leaf;
    }

    private static ColumnType decimal(Annotation precision) {
        Integer digits = integer(precision, 0);
        Integer scale = integer(precision, 1);
        return digits == null || scale == null
                ? new ColumnType.Decimal(null, null)
                : new ColumnType.Decimal(digits, scale);
    }

    private static ColumnType limited(ColumnType.Text text, @Nullable Annotation maxLength) {
        Integer length = maxLength == null ? null : integer(maxLength, 0);
        return length == null || length < 1 ? text : new ColumnType.Text(length, false);
    }

    private static @Nullable Integer integer(Annotation annotation, int index) {
        BigDecimal number = Marks.number(annotation, index);
        return number == null ? null : Numbers.asInt(number);
    }
}
