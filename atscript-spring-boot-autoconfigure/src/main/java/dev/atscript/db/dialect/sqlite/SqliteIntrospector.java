package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.ControlTableSql;
import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import dev.atscript.db.dialect.sqlite.SqliteCatalogue.Column;
import dev.atscript.db.dialect.sqlite.SqliteCatalogue.IndexPart;
import dev.atscript.db.dialect.sqlite.SqliteCatalogue.SchemaObject;
import dev.atscript.db.schema.Identity;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.PrimaryKey;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes normalised tables of what the catalogue says. */
final class SqliteIntrospector {

    /** The deviation of a key of one integer that the rows are not stored by. */
    static final String NOT_THE_ROWID = "not the rowid";

    private final SqliteCatalogue catalogue;
    private final SqliteForeignKeyCatalogue foreignKeys;
    private final Map<String, List<SchemaObject>> triggers = new HashMap<>();
    private final Map<String, List<SchemaObject>> fullTextTables = new HashMap<>();
    private final Set<String> fullTextNames = new HashSet<>();

    /** Full texts of somebody's, by the key of the table whose rows they read. */
    private final Map<String, List<SchemaObject>> contents = new HashMap<>();

    SqliteIntrospector(SqliteCatalogue catalogue) {
        this.catalogue = catalogue;
        this.foreignKeys = new SqliteForeignKeyCatalogue(catalogue);
        for (SchemaObject object : catalogue.objects().values()) {
            String fullTextOf = object.isVirtualTable() ? SqliteFullText.tableOf(object.sql()) : null;
            if (object.type().equals("trigger")) {
                triggers.computeIfAbsent(key(object.table()), table -> new ArrayList<>())
                        .add(object);
            } else if (fullTextOf != null && object.name().startsWith(SqliteFullText.name(fullTextOf, ""))) {
                fullTextTables
                        .computeIfAbsent(fullTextOf, table -> new ArrayList<>())
                        .add(object);
                fullTextNames.add(object.name());
            } else if (fullTextOf != null) {
                contents.computeIfAbsent(key(fullTextOf), table -> new ArrayList<>())
                        .add(object);
            }
        }
    }

    private static String key(String name) {
        return SqliteDialect.IDENTIFIERS.key(name);
    }

    PhysicalSchema schema() {
        SortedMap<QualifiedName, PhysicalTable> tables = new TreeMap<>();
        SortedMap<QualifiedName, PhysicalView> views = new TreeMap<>();
        Map<QualifiedName, String> occupied = new HashMap<>();
        Set<String> shadows = shadowTables();
        for (SchemaObject object : catalogue.objects().values()) {
            QualifiedName name = QualifiedName.of(object.name());
            if (object.type().equals("view")) {
                occupied.put(name, "view");
                views.put(
                        name,
                        SqliteViewCatalogue.view(
                                object,
                                catalogue,
                                triggers.getOrDefault(key(object.name()), List.of()),
                                usersOfView(object.name())));
            } else if (fullTextNames.contains(object.name())) {
                occupied.put(name, PhysicalSchema.FULL_TEXT);
            } else if (object.isVirtualTable() || shadows.contains(object.name())) {
                occupied.put(name, "virtual table");
            } else if (object.type().equals("table")
                    && !object.name().startsWith("sqlite_")
                    && !object.name().equals(ControlTableSql.TABLE)) {
                tables.put(name, table(object));
            } else if (object.type().equals("index")) {
                occupied.put(name, "index");
            }
        }
        return new PhysicalSchema(catalogue.version(), "", Set.of(), tables, views, occupied);
    }

    private Set<String> shadowTables() {
        Set<String> shadows = new HashSet<>();
        for (SchemaObject object : catalogue.objects().values()) {
            if (object.isVirtualTable()) {
                SqliteFullText.shadowTables(object).forEach(shadows::add);
            }
        }
        return shadows;
    }

    private PhysicalTable table(SchemaObject object) {
        TableDefinition definition = TableDefinition.parse(object.sql(), object.name());
        List<Column> read = catalogue.columns().getOrDefault(object.name(), List.of());
        List<String> key = catalogue.primaryKeyOf(object.name());
        boolean canBeRowid = canBeRowid(read, key, definition);
        String deviation = keyDeviation(object.name(), canBeRowid, definition);
        boolean isRowid = canBeRowid && deviation.isEmpty();
        List<PhysicalColumn> physical = read.stream()
                .filter(column -> column.hidden() != 1)
                .map(column -> column(column, definition))
                .map(column -> isRowid && key.contains(column.name()) ? column.asRequired() : column)
                .toList();
        List<UnmanagedObject> unmanaged = new ArrayList<>(definition.constraints());
        List<PhysicalIndex> managed = new ArrayList<>(fullText(object.name()));
        readIndexes(object.name(), definition, managed, unmanaged);
        readTriggers(object.name(), managed, unmanaged);
        unmanaged.addAll(contentsOf(object.name()));
        definition
                .options()
                .forEach(option -> unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.TABLE_OPTION, "", option)));
        return new PhysicalTable(
                QualifiedName.of(object.name()),
                physical,
                key.isEmpty() ? null : new PrimaryKey(null, key, deviation),
                managed,
                foreignKeys.of(object.name(), definition),
                unmanaged,
                otherKeys(object.name(), definition));
    }

    private static boolean canBeRowid(List<Column> columns, List<String> key, TableDefinition definition) {
        return key.size() == 1
                && !definition.options().contains("WITHOUT ROWID")
                && columns.stream()
                        .anyMatch(column -> column.name().equals(key.get(0))
                                && column.type().equalsIgnoreCase("INTEGER"));
    }

    private String keyDeviation(String table, boolean canBeRowid, TableDefinition definition) {
        return catalogue.indexParts().getOrDefault(table, Map.of()).values().stream()
                .filter(parts -> parts.get(0).origin().equals("pk"))
                // INTEGER PRIMARY KEY DESC alone is no rowid, and has an index of its own.
                .map(parts -> canBeRowid ? NOT_THE_ROWID : deviation(parts, definition))
                .findFirst()
                .orElse("");
    }

    private static PhysicalColumn column(Column column, TableDefinition definition) {
        String collation = definition.collations().getOrDefault(column.name(), "BINARY");
        return new PhysicalColumn(
                column.name(),
                SqliteSpelling.canonicalType(column.type()),
                !column.notNull(),
                SqliteSpelling.canonicalDefault(column.defaultValue(), SqliteSpelling.canonicalType(column.type())),
                collation.equals("BINARY") ? "" : collation,
                definition.isAutoincrement(column.name()) ? new Identity(null) : null,
                column.hidden() > 1);
    }

    private void readIndexes(
            String table, TableDefinition definition, List<PhysicalIndex> managed, List<UnmanagedObject> unmanaged) {
        catalogue.indexParts().getOrDefault(table, Map.of()).forEach((name, parts) -> {
            IndexPart first = parts.get(0);
            if (first.origin().equals("c") && name.startsWith(PhysicalIndex.PREFIX)) {
                managed.add(new PhysicalIndex(
                        name,
                        first.unique() ? PhysicalIndex.Kind.UNIQUE : PhysicalIndex.Kind.PLAIN,
                        parts.stream()
                                .map(part ->
                                        new PhysicalIndex.Part(String.valueOf(part.column()), part.descending(), ""))
                                .toList(),
                        deviation(parts, definition)));
            } else if (first.origin().equals("c")) {
                unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.INDEX, name, catalogue.sqlOf("index", name)));
            }
        });
    }

    /** What indexes and constraints of somebody's keep unique, for as long as they compare as the columns do. */
    private List<List<String>> otherKeys(String table, TableDefinition definition) {
        List<List<String>> keys = new ArrayList<>();
        catalogue.indexParts().getOrDefault(table, Map.of()).forEach((name, parts) -> {
            IndexPart first = parts.get(0);
            boolean ours =
                    first.origin().equals("pk") || first.origin().equals("c") && name.startsWith(PhysicalIndex.PREFIX);
            if (first.unique() && !ours && deviation(parts, definition).isEmpty()) {
                keys.add(parts.stream()
                        .map(part -> String.valueOf(part.column()))
                        .toList());
            }
        });
        return keys;
    }

    private static String deviation(List<IndexPart> parts, TableDefinition definition) {
        for (IndexPart part : parts) {
            if (part.column() == null) {
                return "over an expression";
            }
            String expected = definition.collations().getOrDefault(part.column(), "BINARY");
            if (!expected.equalsIgnoreCase(part.collation())) {
                return "collation " + part.collation();
            }
        }
        return parts.get(0).partial() ? "partial" : "";
    }

    private void readTriggers(String table, List<PhysicalIndex> managed, List<UnmanagedObject> unmanaged) {
        for (SchemaObject trigger : triggers.getOrDefault(key(table), List.of())) {
            boolean ours = managed.stream()
                    .anyMatch(index -> index.kind() == PhysicalIndex.Kind.FULLTEXT
                            && SqliteFullText.isTriggerOf(index, trigger.name()));
            if (!ours) {
                unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.TRIGGER, trigger.name(), trigger.sql()));
            }
        }
    }

    private List<UnmanagedObject> usersOfView(String view) {
        List<String> columns = catalogue.columns().getOrDefault(view, List.of()).stream()
                .map(Column::name)
                .toList();
        List<UnmanagedObject> users = new ArrayList<>();
        for (UnmanagedObject content : contentsOf(view)) {
            users.add(content);
            columns.stream()
                    .filter(column -> SqliteFullText.reads(content.sql(), column))
                    .map(column -> new UnmanagedObject(
                            UnmanagedObject.Kind.USER_OF_COLUMN, "the full-text table " + content.name(), "", column))
                    .forEach(users::add);
        }
        return users;
    }

    private List<UnmanagedObject> contentsOf(String relation) {
        return contents.getOrDefault(key(relation), List.of()).stream()
                .map(content -> new UnmanagedObject(UnmanagedObject.Kind.CONTENT, content.name(), content.sql()))
                .toList();
    }

    private List<PhysicalIndex> fullText(String table) {
        List<PhysicalIndex> found = new ArrayList<>();
        for (SchemaObject object : fullTextTables.getOrDefault(table, List.of())) {
            PhysicalIndex index =
                    new PhysicalIndex(object.name(), PhysicalIndex.Kind.FULLTEXT, fullTextParts(object.sql()), "");
            boolean asMade = SqliteFullText.objects(table, index).entrySet().stream()
                    .allMatch(made -> catalogue
                            .sqlOf(made.getKey().equals(index.name()) ? "table" : "trigger", made.getKey())
                            .equals(made.getValue()));
            found.add(asMade ? index : new PhysicalIndex(index.name(), index.kind(), index.parts(), "redefined"));
        }
        for (SchemaObject trigger : triggers.getOrDefault(key(table), List.of())) {
            String missing = SqliteFullText.indexOfTrigger(table, trigger.name());
            if (missing != null
                    && !fullTextNames.contains(missing)
                    && found.stream().noneMatch(index -> index.name().equals(missing))) {
                found.add(new PhysicalIndex(missing, PhysicalIndex.Kind.FULLTEXT, List.of(), "triggers only"));
            }
        }
        return found;
    }

    private static List<PhysicalIndex.Part> fullTextParts(String sql) {
        List<PhysicalIndex.Part> parts = new ArrayList<>();
        List<Token> tokens = SqlTokens.of(sql);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean startsArgument =
                    i > 0 && (tokens.get(i - 1).is("(") || tokens.get(i - 1).is(","));
            boolean isOption = i + 1 < tokens.size() && tokens.get(i + 1).is("=");
            if (token.depth() == 1 && startsArgument && !isOption) {
                parts.add(new PhysicalIndex.Part(token.name(), false, ""));
            }
        }
        return parts;
    }
}
