package dev.atscript.db.report;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.PrimaryKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change as a tree: {@code kind}, {@code name}, and what it is {@code before} and {@code after}.
 *
 * @param wording how to call things
 */
record ChangeJson(Wording wording) implements Change.Cases<Map<String, Object>> {

    @Override
    public Map<String, Object> createTable(Change.CreateTable change) {
        return change(change, change.table().toString(), null, table(change.definition()));
    }

    @Override
    public Map<String, Object> dropTable(Change.DropTable change) {
        return change(change, change.table().toString(), table(change.definition()), null);
    }

    @Override
    public Map<String, Object> renameTable(Change.RenameTable change) {
        String from = change.from().toString();
        String to = change.to().toString();
        return change(change, to, name(from), name(to));
    }

    @Override
    public Map<String, Object> recreateTable(Change.RecreateTable change) {
        Map<String, Object> json = change(change, change.table().toString(), table(change.from()), table(change.to()));
        json.put("keepRows", change.keepRows());
        json.put(
                "reasons",
                change.reasons().stream().map(reason -> reason.accept(this)).toList());
        return json;
    }

    @Override
    public Map<String, Object> addColumn(Change.AddColumn change) {
        return filled(change(change, change.column().name(), null, column(change.column())), change.fill());
    }

    @Override
    public Map<String, Object> dropColumn(Change.DropColumn change) {
        return change(change, change.column().name(), column(change.column()), null);
    }

    @Override
    public Map<String, Object> renameColumn(Change.RenameColumn change) {
        return change(change, change.to(), name(change.from()), name(change.to()));
    }

    @Override
    public Map<String, Object> alterColumn(Change.AlterColumn change) {
        Map<String, Object> json = change(change, change.to().name(), column(change.from()), column(change.to()));
        json.put("aspects", change.aspects().stream().map(Wording::kebab).toList());
        return filled(json, change.fill());
    }

    @Override
    public Map<String, Object> changePrimaryKey(Change.ChangePrimaryKey change) {
        return change(change, change.table().toString(), key(change.from()), key(change.to()));
    }

    @Override
    public Map<String, Object> createIndex(Change.CreateIndex change) {
        return change(change, change.index().name(), null, index(change.index()));
    }

    @Override
    public Map<String, Object> dropIndex(Change.DropIndex change) {
        return change(change, change.index().name(), index(change.index()), null);
    }

    @Override
    public Map<String, Object> renameIndex(Change.RenameIndex change) {
        return change(change, change.to(), name(change.index().name()), name(change.to()));
    }

    @Override
    public Map<String, Object> addForeignKey(Change.AddForeignKey change) {
        return change(change, change.foreignKey().name(), null, foreignKey(change.foreignKey()));
    }

    @Override
    public Map<String, Object> dropForeignKey(Change.DropForeignKey change) {
        return change(change, change.foreignKey().name(), foreignKey(change.foreignKey()), null);
    }

    @Override
    public Map<String, Object> renameForeignKey(Change.RenameForeignKey change) {
        return change(change, change.to(), name(change.foreignKey().name()), name(change.to()));
    }

    @Override
    public Map<String, Object> createView(Change.CreateView change) {
        return change(change, change.table().toString(), null, view(change.definition()));
    }

    @Override
    public Map<String, Object> dropView(Change.DropView change) {
        return change(change, change.table().toString(), view(change.definition()), null);
    }

    @Override
    public Map<String, Object> replaceView(Change.ReplaceView change) {
        return change(change, change.table().toString(), view(change.from()), view(change.definition()));
    }

    @Override
    public Map<String, Object> renameView(Change.RenameView change) {
        String from = change.definition().name().toString();
        String to = change.to().toString();
        return change(change, to, name(from), name(to));
    }

    private Map<String, Object> view(PhysicalView view) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("columns", view.columns());
        json.put("materialized", view.materialized());
        json.put("definition", wording.sql(view.definition()));
        return json;
    }

    private static Map<String, Object> change(
            Change change, String name, @Nullable Map<String, Object> before, @Nullable Map<String, Object> after) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", change.kind());
        json.put("name", name);
        if (before != null) {
            json.put("before", before);
        }
        if (after != null) {
            json.put("after", after);
        }
        return json;
    }

    private Map<String, Object> filled(Map<String, Object> json, @Nullable String fill) {
        if (fill != null) {
            json.put("fill", wording.sql(fill));
        }
        return json;
    }

    private static Map<String, Object> name(String name) {
        return Map.of("name", name);
    }

    private Map<String, Object> table(PhysicalTable table) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("columns", table.columns().stream().map(this::column).toList());
        json.put("primaryKey", table.primaryKeyColumns());
        json.put("indexes", table.indexes().stream().map(ChangeJson::index).toList());
        json.put(
                "foreignKeys",
                table.foreignKeys().stream().map(ChangeJson::foreignKey).toList());
        return json;
    }

    private Map<String, Object> column(PhysicalColumn column) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", column.name());
        json.put("type", column.type());
        json.put("nullable", column.nullable());
        if (column.defaultValue() != null) {
            json.put("default", wording.sql(column.defaultValue()));
        }
        if (!column.collation().isEmpty()) {
            json.put("collation", column.collation());
        }
        if (column.identity() != null) {
            Long start = column.identity().start();
            json.put("identity", start == null ? Map.of() : Map.of("start", start));
        }
        if (column.generated()) {
            json.put("generated", true);
        }
        return json;
    }

    private static @Nullable Map<String, Object> key(@Nullable PrimaryKey key) {
        return key == null ? null : Map.of("columns", key.columns());
    }

    private static Map<String, Object> index(PhysicalIndex index) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", index.name());
        json.put("kind", Wording.kebab(index.kind()));
        json.put("parts", index.parts().stream().map(ChangeJson::part).toList());
        if (!index.deviation().isEmpty()) {
            json.put("deviation", index.deviation());
        }
        return json;
    }

    private static Map<String, Object> part(PhysicalIndex.Part part) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("column", part.column());
        json.put("descending", part.descending());
        if (!part.weight().isEmpty()) {
            json.put("weight", part.weight());
        }
        return json;
    }

    private static Map<String, Object> foreignKey(PhysicalForeignKey key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", key.name());
        json.put("columns", key.columns());
        json.put("target", key.target().toString());
        json.put("targetColumns", key.targetColumns());
        json.put("onDelete", Wording.kebab(key.onDelete()));
        if (!key.setColumns().isEmpty()) {
            json.put("setColumns", key.setColumns());
        }
        json.put("onUpdate", Wording.kebab(key.onUpdate()));
        if (!key.deviation().isEmpty()) {
            json.put("deviation", key.deviation());
        }
        return json;
    }
}
