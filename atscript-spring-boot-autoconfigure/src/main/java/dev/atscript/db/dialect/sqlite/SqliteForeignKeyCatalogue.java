package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.sqlite.SqliteCatalogue.Column;
import dev.atscript.db.dialect.sqlite.SqliteCatalogue.ForeignKeyPart;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes foreign keys of what the catalogue says, with what only the text of their table says. */
final class SqliteForeignKeyCatalogue {

    private final SqliteCatalogue catalogue;

    /** Names of tables as they are spelled, by their keys. */
    private final Map<String, String> tableNames = new HashMap<>();

    SqliteForeignKeyCatalogue(SqliteCatalogue catalogue) {
        this.catalogue = catalogue;
        catalogue.objects().values().stream()
                .filter(object -> object.type().equals("table"))
                .forEach(table -> tableNames.put(key(table.name()), table.name()));
    }

    private static String key(String name) {
        return SqliteDialect.IDENTIFIERS.key(name);
    }

    /** The foreign keys of a table. */
    List<PhysicalForeignKey> of(String table, TableDefinition definition) {
        Map<Integer, List<ForeignKeyPart>> byId = new TreeMap<>();
        for (ForeignKeyPart part : catalogue.foreignKeyParts().getOrDefault(table, List.of())) {
            byId.computeIfAbsent(part.id(), id -> new ArrayList<>()).add(part);
        }
        List<PhysicalForeignKey> keys = new ArrayList<>();
        byId.forEach((id, parts) -> {
            // SQLite numbers foreign keys from the last one declared to the first.
            int declared = byId.size() - 1 - id;
            TableDefinition.ForeignKey text =
                    declared < definition.foreignKeys().size()
                            ? definition.foreignKeys().get(declared)
                            : new TableDefinition.ForeignKey("", "");
            ForeignKeyPart first = parts.get(0);
            String target = tableNames.getOrDefault(key(first.target()), first.target());
            List<String> targetColumns = first.to() == null
                    ? catalogue.primaryKeyOf(target)
                    : parts.stream()
                            .map(part -> columnOf(target, String.valueOf(part.to())))
                            .toList();
            keys.add(
                    0,
                    new PhysicalForeignKey(
                            text.name(),
                            parts.stream().map(ForeignKeyPart::from).toList(),
                            QualifiedName.of(target),
                            targetColumns,
                            action(first.onDelete()),
                            List.of(),
                            action(first.onUpdate()),
                            text.deviation(),
                            first.to() == null));
        });
        return keys;
    }

    /** A column's name as it is spelled. */
    private String columnOf(String table, String written) {
        return catalogue.columns().getOrDefault(table, List.of()).stream()
                .map(Column::name)
                .filter(name -> key(name).equals(key(written)))
                .findFirst()
                .orElse(written);
    }

    private static PhysicalForeignKey.Action action(String sql) {
        return PhysicalForeignKey.Action.valueOf(sql.replace(' ', '_'));
    }
}
