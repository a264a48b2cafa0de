package dev.atscript.db.report;

import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PrimaryKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a table in words close to SQL.
 *
 * @param values whether to show literals
 */
record Wording(boolean values) {

    private static final int WIDEST_DEFAULT = 50;

    /** {@code in-sync}, {@code external-view}, as in JSON. */
    static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** SQL, or SQL without its literals. */
    String sql(String sql) {
        return values ? sql : SqlMask.mask(sql);
    }

    /** {@code PK}, {@code NOT NULL DEFAULT 0}. */
    String marks(PhysicalColumn column, boolean inPrimaryKey) {
        List<String> marks = new ArrayList<>();
        if (inPrimaryKey) {
            marks.add("PK");
        } else if (!column.nullable()) {
            marks.add("NOT NULL");
        }
        if (column.identity() != null) {
            marks.add(identity(column));
        }
        if (column.defaultValue() != null) {
            marks.add("DEFAULT " + shortened(sql(column.defaultValue())));
        }
        if (!column.collation().isEmpty()) {
            marks.add("COLLATE " + column.collation());
        }
        if (column.generated()) {
            marks.add("GENERATED");
        }
        return String.join(" ", marks);
    }

    String nullability(PhysicalColumn column) {
        return column.nullable() ? "NULL" : "NOT NULL";
    }

    /** From one default to another, shortened where they still differ. */
    String defaultChange(PhysicalColumn from, PhysicalColumn to) {
        String before = defaultValue(from);
        String after = defaultValue(to);
        boolean differ = !shortened(before).equals(shortened(after));
        return differ ? shortened(before) + " → " + shortened(after) : before + " → " + after;
    }

    private String defaultValue(PhysicalColumn column) {
        return column.defaultValue() == null ? "no default" : "DEFAULT " + sql(column.defaultValue());
    }

    private static String shortened(String expression) {
        boolean fits = expression.codePointCount(0, expression.length()) <= WIDEST_DEFAULT;
        return fits ? expression : expression.substring(0, expression.offsetByCodePoints(0, WIDEST_DEFAULT - 1)) + "…";
    }

    String collation(PhysicalColumn column) {
        return column.collation().isEmpty() ? "default collation" : "COLLATE " + column.collation();
    }

    String identity(PhysicalColumn column) {
        if (column.identity() == null) {
            return "no identity";
        }
        Long start = column.identity().start();
        String from = start == null || start == 1 ? "IDENTITY" : "IDENTITY from " + start;
        return from + deviation(column.identity().deviation());
    }

    String primaryKey(@Nullable PrimaryKey key) {
        return key == null ? "none" : list(key.columns()) + deviation(key.deviation());
    }

    String index(PhysicalIndex index) {
        String kind = index.kind() == PhysicalIndex.Kind.PLAIN
                ? "INDEX"
                : index.kind().name() + " INDEX";
        String parts = index.parts().stream().map(Wording::part).collect(Collectors.joining(", ", "(", ")"));
        return kind + " " + index.name() + " " + parts + deviation(index.deviation());
    }

    private static String part(PhysicalIndex.Part part) {
        String weight = part.weight().isEmpty() ? "" : " weight " + part.weight();
        return part.column() + (part.descending() ? " DESC" : "") + weight;
    }

    String foreignKey(PhysicalForeignKey key) {
        return "FOREIGN KEY " + list(key.columns()) + " → " + key.target() + " " + list(key.targetColumns())
                + action(" ON DELETE ", key.onDelete())
                + (key.setColumns().isEmpty() ? "" : " " + list(key.setColumns()))
                + action(" ON UPDATE ", key.onUpdate())
                + deviation(key.deviation());
    }

    private static String deviation(String text) {
        return text.isEmpty() ? "" : " [" + text + "]";
    }

    private static String action(String event, PhysicalForeignKey.Action action) {
        return action == PhysicalForeignKey.Action.NO_ACTION ? "" : event + action.sql();
    }

    private static String list(List<String> names) {
        return "(" + String.join(", ", names) + ")";
    }
}
