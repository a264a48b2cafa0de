package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes in words, for messages. */
final class Descriptions {

    private Descriptions() {}

    /** {@code the type of age changes from TEXT to INTEGER}, for all of several. */
    static String typeChanges(List<Change> changes) {
        return changes.stream()
                .filter(Change.AlterColumn.class::isInstance)
                .map(Change.AlterColumn.class::cast)
                .filter(alter -> alter.aspects().contains(Change.Aspect.TYPE))
                .map(alter -> "the type of " + alter.to().name() + " changes from "
                        + alter.from().type() + " to " + alter.to().type())
                .collect(Collectors.joining(", "));
    }

    /** The column that is changed; null where no single one is. */
    static @Nullable String columnOf(Change change) {
        if (change instanceof Change.DropColumn drop) {
            return drop.column().name();
        }
        return change instanceof Change.AlterColumn alter ? alter.to().name() : null;
    }

    /** {@code a view}, {@code an index}. */
    static String withArticle(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
    }

    /** {@code the foreign key theirs}, or one of ours by its columns: {@code the foreign key (a, b)}. */
    static String foreignKey(PhysicalForeignKey key) {
        boolean tells = !key.name().isEmpty() && !key.isManaged();
        return "the foreign key " + (tells ? key.name() : "(" + String.join(", ", key.columns()) + ")");
    }

    /** {@code column age}, or {@code the primary key}. */
    static String ofOne(Change change) {
        return change instanceof Change.ChangePrimaryKey ? "the primary key" : ofColumn(change);
    }

    /** {@code column age}, or {@code the table}. */
    static String ofColumn(Change change) {
        String column = columnOf(change);
        return column == null ? "the table" : "column " + column;
    }
}
