package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.sqlite.SqliteCatalogue.Column;
import dev.atscript.db.dialect.sqlite.SqliteCatalogue.SchemaObject;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Texts that somebody has put in double quotes: SQLite takes them for texts for as long as there is no column of that
 * name.
 *
 * @see <a href="https://www.sqlite.org/quirks.html#dblquote">Double-quoted string literals are accepted</a>
 */
final class DoubleQuotedTexts {

    /** What the names of tables, views and all else stand for, by their keys: the keys of the columns. */
    private final Map<String, Set<String>> columns = new HashMap<>();

    DoubleQuotedTexts(SqliteCatalogue catalogue) {
        for (SchemaObject object : catalogue.objects().values()) {
            Set<String> names = columns.computeIfAbsent(key(object.name()), name -> new HashSet<>());
            if (object.isVirtualTable()) {
                names.addAll(new NamesInSql(object.sql()).keys());
            }
            catalogue.columns().getOrDefault(object.name(), List.of()).stream()
                    .map(Column::name)
                    .map(DoubleQuotedTexts::key)
                    .forEach(names::add);
        }
    }

    /**
     * The texts.
     *
     * @param what whose they are
     * @param sql where they stand
     * @param table the table whose columns they would be, if it had any of that name
     */
    List<UnmanagedObject> of(String what, String sql, String table) {
        NamesInSql names = new NamesInSql(sql);
        Set<String> texts = new TreeSet<>(names.doubleQuoted());
        texts.removeAll(columns.keySet());
        texts.removeAll(columns.getOrDefault(key(table), Set.of()));
        if (!texts.isEmpty()) {
            names.keys().forEach(name -> texts.removeAll(columns.getOrDefault(name, Set.of())));
        }
        return texts.stream()
                .map(text -> new UnmanagedObject(UnmanagedObject.Kind.DOUBLE_QUOTED_TEXT, what, "", text))
                .toList();
    }

    private static String key(String name) {
        return SqliteDialect.IDENTIFIERS.key(name);
    }
}
