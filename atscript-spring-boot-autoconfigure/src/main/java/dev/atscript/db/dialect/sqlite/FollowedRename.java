package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody's index, trigger or constraint says after a rename. SQLite rewrites its own text of them; this is to know
 * it before.
 */
final class FollowedRename {

    private final UnmanagedObject object;
    private final boolean ofTable;

    private FollowedRename(UnmanagedObject object, boolean ofTable) {
        this.object = object;
        this.ofTable = ofTable;
    }

    /**
     * The object with what will make it again after the rename; with empty SQL where that cannot be told.
     *
     * @param table the table it belongs to, by the name before
     */
    static UnmanagedObject of(UnmanagedObject object, QualifiedName table, Change rename) {
        if (rename instanceof Change.RenameTable renamed) {
            return object.withSql(new FollowedRename(object, renamed.from().equals(table))
                    .table(renamed.from().name(), renamed.to().name()));
        }
        if (rename instanceof Change.RenameColumn renamed) {
            return object.withSql(new FollowedRename(object, renamed.table().equals(table))
                    .column(renamed.table().name(), renamed.from(), renamed.to()));
        }
        if (rename instanceof Change.RenameView renamed) {
            FollowedRename followed = new FollowedRename(object, false);
            boolean breaks = followed.isTriggerOn(renamed.definition().name().name(), object.sql());
            return breaks ? object.withSql("") : object;
        }
        return object;
    }

    private String table(String from, String to) {
        Token on = on();
        String sql = object.sql();
        boolean isOn = on != null && NamesInSql.isSame(on.name(), from);
        if (object.kind() == UnmanagedObject.Kind.TRIGGER) {
            return isOn || isTriggerOn(from, sql) ? "" : sql;
        }
        return on != null && isOn
                ? sql.substring(0, on.start())
                        + Sql.quote(to)
                        + new NamesInSql(sql.substring(on.end())).withoutQualifier(from)
                : sql;
    }

    private boolean isTriggerOn(String name, String sql) {
        return object.kind() == UnmanagedObject.Kind.TRIGGER && new NamesInSql(sql).containsRelation(name);
    }

    private String column(String table, String from, String to) {
        NamesInSql names = new NamesInSql(object.sql());
        Token on = on();
        if (ofTable) {
            return switch (object.kind()) {
                case CHECK, UNIQUE -> names.withColumn(from, to, 0);
                case INDEX -> names.withColumn(from, to, on == null ? 0 : on.end());
                case TRIGGER -> names.containsColumn(from) ? "" : object.sql();
                default -> object.sql();
            };
        }
        boolean breaks = object.kind() == UnmanagedObject.Kind.TRIGGER
                && names.containsRelation(table)
                && names.containsColumnBesideRow(from);
        return breaks ? "" : object.sql();
    }

    /** The table's name behind ON; null where there is none. */
    private @Nullable Token on() {
        if (object.kind() != UnmanagedObject.Kind.INDEX && object.kind() != UnmanagedObject.Kind.TRIGGER) {
            return null;
        }
        List<Token> tokens = SqlTokens.of(object.sql());
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("ON")) {
                return tokens.get(i + 1);
            }
        }
        return null;
    }
}
