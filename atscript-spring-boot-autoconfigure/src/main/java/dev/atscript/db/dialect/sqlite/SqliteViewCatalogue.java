package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import dev.atscript.db.dialect.sqlite.SqliteCatalogue.Column;
import dev.atscript.db.dialect.sqlite.SqliteCatalogue.SchemaObject;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Makes views of what the catalogue says. SQLite keeps no dependencies: a view is taken to use every table and column
 * whose name its text holds.
 */
final class SqliteViewCatalogue {

    /** Stands for the view's name in what makes its triggers again. */
    private static final String NAME = "$atscript_view$";

    private static final String DEFINITIONS = "SELECT name, sql FROM main.sqlite_schema WHERE type = 'view'";

    private SqliteViewCatalogue() {}

    /**
     * A view.
     *
     * @param triggers its own
     * @param users what of others' uses it
     */
    static PhysicalView view(
            SchemaObject object, SqliteCatalogue catalogue, List<SchemaObject> triggers, List<UnmanagedObject> users) {
        List<String> columns = catalogue.columns().getOrDefault(object.name(), List.of()).stream()
                .map(Column::name)
                .toList();
        List<UnmanagedObject> unmanaged = new ArrayList<>(users);
        for (SchemaObject trigger : triggers) {
            String sql = withoutName(trigger.sql());
            unmanaged.add(new UnmanagedObject(UnmanagedObject.Kind.TRIGGER, trigger.name(), sql));
        }
        return new PhysicalView(
                QualifiedName.of(object.name()), false, object.sql(), columns, uses(object, catalogue), unmanaged);
    }

    private static Map<QualifiedName, Set<String>> uses(SchemaObject view, SqliteCatalogue catalogue) {
        List<Token> tokens = SqlTokens.of(view.sql());
        boolean usesAll = selectsAll(tokens);
        Set<String> words = tokens.stream()
                .flatMap(Token::words)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Map<QualifiedName, Set<String>> uses = new TreeMap<>();
        for (SchemaObject relation : catalogue.objects().values()) {
            boolean named = words.contains(relation.name().toLowerCase(Locale.ROOT)) && !relation.equals(view);
            if (named && (relation.type().equals("table") || relation.type().equals("view"))) {
                Set<String> used = new HashSet<>();
                for (Column column : catalogue.columns().getOrDefault(relation.name(), List.of())) {
                    if (usesAll || words.contains(column.name().toLowerCase(Locale.ROOT))) {
                        used.add(column.name());
                    }
                }
                uses.put(QualifiedName.of(relation.name()), used);
            }
        }
        return uses;
    }

    /** Whether columns are used that the text does not name; the asterisk of {@code count(*)} and of a product uses none. */
    static boolean selectsAll(List<Token> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).is("NATURAL") || tokens.get(i).is("*") && standsForColumns(tokens.get(i - 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean standsForColumns(Token before) {
        boolean isQualifier = !before.quoted()
                && before.text().endsWith(".")
                && !Character.isDigit(before.text().charAt(0));
        return isQualifier || Stream.of("SELECT", "DISTINCT", "ALL", ",").anyMatch(before::is);
    }

    /** The text of a trigger with a place for the view's name, which stands behind the first ON. */
    private static String withoutName(String sql) {
        List<Token> tokens = SqlTokens.of(sql);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("ON")) {
                Token name = tokens.get(i + 1);
                return sql.substring(0, name.start()) + NAME + sql.substring(name.end());
            }
        }
        return sql;
    }

    static Map<QualifiedName, String> definitions(JdbcOperations jdbc, Set<QualifiedName> views) {
        Map<QualifiedName, String> definitions = new HashMap<>();
        jdbc.query(DEFINITIONS, rs -> {
            QualifiedName name = QualifiedName.of(rs.getString("name"));
            if (views.contains(name)) {
                definitions.put(name, rs.getString("sql"));
            }
        });
        return definitions;
    }

    /** What makes a view's triggers again. */
    static List<String> carriedOver(PhysicalView view) {
        return view.unmanaged().stream()
                .filter(object -> object.kind() == UnmanagedObject.Kind.TRIGGER)
                .map(object -> object.sql().replace(NAME, Sql.quote(view.name().name())))
                .toList();
    }
}
