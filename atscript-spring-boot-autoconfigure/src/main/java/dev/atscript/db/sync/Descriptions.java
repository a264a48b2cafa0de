package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalForeignKey.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
                .map(alter -> "the type of " + alter.to().name() + " changes from " + type(alter.from()) + " to "
                        + type(alter.to()))
                .collect(Collectors.joining(", "));
    }

    /** The type of a column, which one of SQLite may lack. */
    static String type(PhysicalColumn column) {
        return column.type().isEmpty() ? "no type" : column.type();
    }

    /** The column that is changed; null where no single one is. */
    static @Nullable String columnOf(Change change) {
        if (change instanceof Change.DropColumn drop) {
            return drop.column().name();
        }
        return change instanceof Change.AlterColumn alter ? alter.to().name() : null;
    }

    /** {@code 1 row}, {@code 1,000 rows}. */
    static String amount(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    /** {@code a view}, {@code an index}. */
    static String withArticle(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
    }

    /** {@code the foreign key theirs}, or one of ours by its columns: {@code the foreign key (a, b)}. */
    static String foreignKey(PhysicalForeignKey key) {
        boolean tells = !key.name().isEmpty() && !key.isManaged();
        return "the foreign key " + (tells ? key.name() : columns(key));
    }

    /** {@code ON DELETE CASCADE}, all that a foreign key does. */
    static String actions(PhysicalForeignKey key) {
        List<String> actions = new ArrayList<>();
        if (key.onDelete() != Action.NO_ACTION) {
            String which = key.setColumns().isEmpty() ? "" : " (" + String.join(", ", key.setColumns()) + ")";
            actions.add("ON DELETE " + key.onDelete().sql() + which);
        }
        if (key.onUpdate() != Action.NO_ACTION) {
            actions.add("ON UPDATE " + key.onUpdate().sql());
        }
        if (key.isDeferrable()) {
            actions.add("DEFERRABLE");
        }
        return actions.isEmpty() ? Action.NO_ACTION.sql() : String.join(" ", actions);
    }

    /** {@code add column age}, {@code create table}. */
    static String ofChange(Change change) {
        String object = object(change);
        return change.kind().replace('-', ' ') + (object.isEmpty() ? "" : " " + object);
    }

    /** The name of what is changed; empty for the table or view itself, and its key. */
    private static String object(Change change) {
        if (change instanceof Change.AddColumn add) {
            return add.column().name();
        } else if (change instanceof Change.RenameColumn rename) {
            return rename.from();
        } else if (change instanceof Change.CreateIndex create) {
            return create.index().name();
        } else if (change instanceof Change.DropIndex drop) {
            return drop.index().name();
        } else if (change instanceof Change.RenameIndex rename) {
            return rename.index().name();
        } else if (change instanceof Change.AddForeignKey add) {
            return columns(add.foreignKey());
        } else if (change instanceof Change.DropForeignKey drop) {
            return columns(drop.foreignKey());
        } else if (change instanceof Change.RenameForeignKey rename) {
            return columns(rename.foreignKey());
        }
        return Objects.requireNonNullElse(columnOf(change), "");
    }

    private static String columns(PhysicalForeignKey key) {
        return "(" + String.join(", ", key.columns()) + ")";
    }

    /** {@code column age}, {@code index by_age}, or {@code the primary key}. */
    static String ofOne(Change change) {
        if (change instanceof Change.DropIndex drop) {
            return "index " + drop.index().name();
        }
        return change instanceof Change.ChangePrimaryKey ? "the primary key" : ofColumn(change);
    }

    /** {@code column age}, or {@code the table}. */
    static String ofColumn(Change change) {
        String column = columnOf(change);
        return column == null ? "the table" : "column " + column;
    }
}
