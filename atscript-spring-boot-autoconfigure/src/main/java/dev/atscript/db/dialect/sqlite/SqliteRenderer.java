package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PhysicalView;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes changes as SQLite's statements. */
final class SqliteRenderer implements Change.Cases<List<SqlStatement>> {

    @Override
    public List<SqlStatement> createTable(Change.CreateTable change) {
        PhysicalTable table = change.definition();
        return Stream.concat(
                        Stream.of(TableSql.create(table.name().name(), table)), TableSql.identityStart(table).stream())
                .map(SqlStatement::of)
                .toList();
    }

    @Override
    public List<SqlStatement> dropTable(Change.DropTable change) {
        Stream<SqlStatement> fullText = change.definition().indexes().stream()
                .filter(index -> index.kind() == PhysicalIndex.Kind.FULLTEXT)
                .flatMap(index -> dropIndex(index).stream());
        return Stream.concat(
                        fullText,
                        Stream.of(statement(
                                "DROP TABLE " + Sql.quote(change.table().name()))))
                .toList();
    }

    @Override
    public List<SqlStatement> renameTable(Change.RenameTable change) {
        String from = change.from().name();
        String to = change.to().name();
        if (!from.equalsIgnoreCase(to)) {
            return List.of(renameTable(from, to));
        }
        // A name that differs by its case alone is taken: by the table itself.
        String aside = "__atscript_was_" + from;
        return List.of(renameTable(from, aside), renameTable(aside, to));
    }

    private static SqlStatement renameTable(String from, String to) {
        return statement("ALTER TABLE " + Sql.quote(from) + " RENAME TO " + Sql.quote(to));
    }

    @Override
    public List<SqlStatement> recreateTable(Change.RecreateTable change) {
        return new TableRecreation(change).statements();
    }

    @Override
    public List<SqlStatement> addColumn(Change.AddColumn change) {
        return List.of(statement(alter(change) + " ADD COLUMN " + TableSql.column(change.column(), false)));
    }

    @Override
    public List<SqlStatement> dropColumn(Change.DropColumn change) {
        return List.of(statement(
                alter(change) + " DROP COLUMN " + Sql.quote(change.column().name())));
    }

    @Override
    public List<SqlStatement> renameColumn(Change.RenameColumn change) {
        return List.of(statement(
                alter(change) + " RENAME COLUMN " + Sql.quote(change.from()) + " TO " + Sql.quote(change.to())));
    }

    @Override
    public List<SqlStatement> alterColumn(Change.AlterColumn change) {
        String column = Sql.quote(change.to().name());
        SqlStatement alter = statement(alter(change) + " ALTER COLUMN " + column
                + (change.to().nullable() ? " DROP NOT NULL" : " SET NOT NULL"));
        if (change.fill() == null) {
            return List.of(alter);
        }
        String fill = "UPDATE " + Sql.quote(change.table().name()) + " SET " + column + " = " + change.fill()
                + " WHERE " + column + " IS NULL";
        return List.of(statement(fill), alter);
    }

    @Override
    public List<SqlStatement> createIndex(Change.CreateIndex change) {
        return createIndex(change.table().name(), change.index());
    }

    static List<SqlStatement> createIndex(String table, PhysicalIndex index) {
        if (index.kind() == PhysicalIndex.Kind.FULLTEXT) {
            return Stream.concat(
                            SqliteFullText.objects(table, index).values().stream(),
                            Stream.of(SqliteFullText.rebuild(index)))
                    .map(SqlStatement::of)
                    .toList();
        }
        String unique = index.kind() == PhysicalIndex.Kind.UNIQUE ? "UNIQUE " : "";
        String parts = index.parts().stream()
                .map(part -> Sql.quote(part.column()) + (part.descending() ? " DESC" : ""))
                .collect(Collectors.joining(", "));
        return List.of(statement("CREATE " + unique + "INDEX " + Sql.quote(index.name()) + " ON " + Sql.quote(table)
                + " (" + parts + ")"));
    }

    @Override
    public List<SqlStatement> dropIndex(Change.DropIndex change) {
        return dropIndex(change.index());
    }

    static List<SqlStatement> dropIndex(PhysicalIndex index) {
        if (index.kind() != PhysicalIndex.Kind.FULLTEXT) {
            return List.of(statement("DROP INDEX " + Sql.quote(index.name())));
        }
        return SqliteFullText.drop(index).stream().map(SqlStatement::of).toList();
    }

    @Override
    public List<SqlStatement> createView(Change.CreateView change) {
        PhysicalView view = change.definition();
        String create = "CREATE VIEW " + Sql.quote(view.name().name()) + " AS\n" + view.definition();
        return Stream.concat(Stream.of(create), SqliteViewCatalogue.carriedOver(view).stream())
                .map(SqlStatement::of)
                .toList();
    }

    @Override
    public List<SqlStatement> dropView(Change.DropView change) {
        return List.of(statement("DROP VIEW " + Sql.quote(change.table().name())));
    }

    @Override
    public List<SqlStatement> renameView(Change.RenameView change) {
        throw new IllegalArgumentException("SQLite renames no views: " + change);
    }

    @Override
    public List<SqlStatement> replaceView(Change.ReplaceView change) {
        throw new IllegalArgumentException("SQLite replaces no views: " + change);
    }

    @Override
    public List<SqlStatement> changePrimaryKey(Change.ChangePrimaryKey change) {
        throw onlyByRecreation(change);
    }

    @Override
    public List<SqlStatement> renameIndex(Change.RenameIndex change) {
        throw onlyByRecreation(change);
    }

    @Override
    public List<SqlStatement> addForeignKey(Change.AddForeignKey change) {
        throw onlyByRecreation(change);
    }

    @Override
    public List<SqlStatement> dropForeignKey(Change.DropForeignKey change) {
        throw onlyByRecreation(change);
    }

    @Override
    public List<SqlStatement> renameForeignKey(Change.RenameForeignKey change) {
        throw onlyByRecreation(change);
    }

    private static IllegalArgumentException onlyByRecreation(Change change) {
        return new IllegalArgumentException("SQLite makes this change by recreating the table only: " + change);
    }

    private static String alter(Change change) {
        return "ALTER TABLE " + Sql.quote(change.table().name());
    }

    private static SqlStatement statement(String sql) {
        return SqlStatement.of(sql);
    }

    static String references(PhysicalForeignKey key) {
        String actions = "";
        if (key.onDelete() != PhysicalForeignKey.Action.NO_ACTION) {
            actions += " ON DELETE " + key.onDelete().sql();
        }
        if (key.onUpdate() != PhysicalForeignKey.Action.NO_ACTION) {
            actions += " ON UPDATE " + key.onUpdate().sql();
        }
        String deferrable = key.deviation().equals("deferrable") ? " DEFERRABLE INITIALLY DEFERRED" : "";
        String targetColumns = key.targetColumns().isEmpty() ? "" : " (" + Sql.quote(key.targetColumns()) + ")";
        return "FOREIGN KEY (" + Sql.quote(key.columns()) + ") REFERENCES "
                + Sql.quote(key.target().name()) + targetColumns + actions + deferrable;
    }
}
