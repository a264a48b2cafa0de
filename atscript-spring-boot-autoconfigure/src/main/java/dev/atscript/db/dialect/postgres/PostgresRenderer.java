package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.Identity;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes changes as PostgreSQL's statements. */
final class PostgresRenderer implements Change.Cases<List<SqlStatement>> {

    /** The deviation of an index that somebody has made a constraint. */
    static final String CONSTRAINT = "a constraint";

    private static final Set<UnmanagedObject.Kind> OPTIONS =
            Set.of(UnmanagedObject.Kind.TABLE_OPTION, UnmanagedObject.Kind.CHECK_OPTION);

    @Override
    public List<SqlStatement> createTable(Change.CreateTable change) {
        PhysicalTable table = change.definition();
        List<String> elements = new ArrayList<>();
        table.columns().forEach(column -> elements.add(column(column)));
        if (table.primaryKey() != null) {
            elements.add("PRIMARY KEY (" + Sql.quote(table.primaryKey().columns()) + ")");
        }
        String body = elements.stream().collect(Collectors.joining(",\n  ", "(\n  ", "\n)"));
        return of("CREATE TABLE " + quote(table.name()) + " " + (elements.isEmpty() ? "()" : body));
    }

    @Override
    public List<SqlStatement> dropTable(Change.DropTable change) {
        return of("DROP TABLE " + quote(change.table()));
    }

    @Override
    public List<SqlStatement> renameTable(Change.RenameTable change) {
        List<String> statements = new ArrayList<>();
        QualifiedName current = change.from();
        if (!change.from().namespace().equals(change.to().namespace())) {
            statements.add(move("ALTER TABLE " + quote(current), change.to()));
            current = new QualifiedName(change.to().namespace(), current.name());
        }
        if (!current.name().equals(change.to().name())) {
            statements.add("ALTER TABLE " + quote(current) + " RENAME TO "
                    + Sql.quote(change.to().name()));
        }
        PostgresOwnNames.followTable(change.from(), change.to()).ifPresent(statements::add);
        return statements.stream().map(SqlStatement::of).toList();
    }

    /** Which namespace is the default one is the connection's to say. */
    private static String move(String alter, QualifiedName to) {
        if (!to.namespace().isEmpty()) {
            return alter + " SET SCHEMA " + Sql.quote(to.namespace());
        }
        String code = "BEGIN EXECUTE " + Sql.literal(alter + " SET SCHEMA ") + " || quote_ident(current_schema()); END";
        return "DO " + Sql.literal(code);
    }

    @Override
    public List<SqlStatement> recreateTable(Change.RecreateTable change) {
        throw new IllegalArgumentException("PostgreSQL changes tables in place: " + change);
    }

    @Override
    public List<SqlStatement> addColumn(Change.AddColumn change) {
        String add = alter(change) + " ADD COLUMN " + column(change.column());
        if (change.fill() == null) {
            return of(add);
        }
        return of(
                add + " DEFAULT " + change.fill(),
                alterColumn(change, change.column().name()) + " DROP DEFAULT");
    }

    @Override
    public List<SqlStatement> dropColumn(Change.DropColumn change) {
        return of(alter(change) + " DROP COLUMN " + Sql.quote(change.column().name()));
    }

    @Override
    public List<SqlStatement> renameColumn(Change.RenameColumn change) {
        List<String> statements = new ArrayList<>();
        statements.add(alter(change) + " RENAME COLUMN " + Sql.quote(change.from()) + " TO " + Sql.quote(change.to()));
        PostgresOwnNames.followColumn(change.table(), change.from(), change.to())
                .ifPresent(statements::add);
        return statements.stream().map(SqlStatement::of).toList();
    }

    @Override
    public List<SqlStatement> alterColumn(Change.AlterColumn change) {
        return new PostgresColumnChange(change).statements();
    }

    @Override
    public List<SqlStatement> changePrimaryKey(Change.ChangePrimaryKey change) {
        List<SqlStatement> statements = new ArrayList<>();
        if (change.from() != null) {
            statements.add(SqlStatement.of(PostgresOwnNames.dropKey(change.table(), change.from())));
        }
        if (change.to() != null) {
            statements.add(SqlStatement.of(alter(change) + " ADD PRIMARY KEY ("
                    + Sql.quote(change.to().columns()) + ")" + PostgresBelongings.keyClauses(change.carriedOver())));
            PostgresBelongings.ofPrimaryKey(change.table(), change.carriedOver())
                    .forEach(statements::add);
        }
        return statements;
    }

    @Override
    public List<SqlStatement> createIndex(Change.CreateIndex change) {
        PhysicalIndex index = change.index();
        String unique = index.kind() == PhysicalIndex.Kind.UNIQUE ? "UNIQUE " : "";
        String create = "CREATE " + unique + "INDEX " + Sql.quote(index.name()) + " ON " + quote(change.table());
        String what = index.kind() == PhysicalIndex.Kind.FULLTEXT
                ? " USING gin ((" + PostgresFullText.expression(index) + "))"
                : index.parts().stream()
                        .map(part -> Sql.quote(part.column()) + (part.descending() ? " DESC" : ""))
                        .collect(Collectors.joining(", ", " (", ")"));
        return with(
                create + what + PostgresBelongings.indexClauses(change.carriedOver()),
                PostgresBelongings.ofIndex(change.table(), index.name(), change.carriedOver()));
    }

    @Override
    public List<SqlStatement> dropIndex(Change.DropIndex change) {
        PhysicalIndex index = change.index();
        return index.deviation().contains(CONSTRAINT)
                ? of(alter(change) + " DROP CONSTRAINT " + Sql.quote(index.name()))
                : of("DROP INDEX " + quote(change.table().withName(index.name())));
    }

    @Override
    public List<SqlStatement> renameIndex(Change.RenameIndex change) {
        return of("ALTER INDEX " + quote(change.table().withName(change.index().name())) + " RENAME TO "
                + Sql.quote(change.to()));
    }

    @Override
    public List<SqlStatement> addForeignKey(Change.AddForeignKey change) {
        PhysicalForeignKey key = change.foreignKey();
        return with(
                alter(change) + " ADD CONSTRAINT " + Sql.quote(key.name()) + " " + PostgresForeignKeys.definition(key),
                PostgresBelongings.ofForeignKey(change.table(), key.name(), change.carriedOver()));
    }

    @Override
    public List<SqlStatement> dropForeignKey(Change.DropForeignKey change) {
        return of(alter(change) + " DROP CONSTRAINT "
                + Sql.quote(change.foreignKey().name()));
    }

    @Override
    public List<SqlStatement> renameForeignKey(Change.RenameForeignKey change) {
        return of(alter(change) + " RENAME CONSTRAINT "
                + Sql.quote(change.foreignKey().name()) + " TO " + Sql.quote(change.to()));
    }

    @Override
    public List<SqlStatement> createView(Change.CreateView change) {
        PhysicalView view = change.definition();
        return with(
                "CREATE " + kind(view) + " " + quote(view.name()) + " AS\n" + view.definition()
                        + (view.holdsNoData() ? "\nWITH NO DATA" : ""),
                PostgresViewCatalogue.carriedOver(view).stream().map(SqlStatement::of));
    }

    @Override
    public List<SqlStatement> dropView(Change.DropView change) {
        return of("DROP " + kind(change.definition()) + " " + quote(change.table()));
    }

    /** What is not said of its options is no option of it any longer. */
    @Override
    public List<SqlStatement> replaceView(Change.ReplaceView change) {
        PhysicalView view = change.definition();
        List<UnmanagedObject> options = view.unmanaged().stream()
                .filter(object -> OPTIONS.contains(object.kind()))
                .toList();
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < change.from().columns().size(); i++) {
            String from = change.from().columns().get(i);
            String to = view.columns().get(i);
            if (!from.equals(to)) {
                statements.add("ALTER VIEW " + quote(view.name()) + " RENAME COLUMN " + Sql.quote(from) + " TO "
                        + Sql.quote(to));
            }
        }
        statements.add("CREATE OR REPLACE VIEW " + quote(view.name()) + " AS\n" + view.definition());
        statements.addAll(PostgresViewCatalogue.carriedOver(view.withUnmanaged(options)));
        return statements.stream().map(SqlStatement::of).toList();
    }

    @Override
    public List<SqlStatement> renameView(Change.RenameView change) {
        String alter = "ALTER " + kind(change.definition()) + " ";
        QualifiedName from = change.definition().name();
        QualifiedName to = change.to();
        QualifiedName moved = new QualifiedName(to.namespace(), from.name());
        List<String> statements = new ArrayList<>();
        if (!moved.equals(from)) {
            statements.add(move(alter + quote(from), to));
        }
        if (!moved.equals(to)) {
            statements.add(alter + quote(moved) + " RENAME TO " + Sql.quote(to.name()));
        }
        return statements.stream().map(SqlStatement::of).toList();
    }

    /** {@code VIEW} or {@code MATERIALIZED VIEW}. */
    static String kind(PhysicalView view) {
        return view.materialized() ? "MATERIALIZED VIEW" : "VIEW";
    }

    private static String column(PhysicalColumn column) {
        return Sql.quote(column.name()) + " " + column.type() + collate(column)
                + (column.nullable() ? "" : " NOT NULL")
                + (column.defaultValue() == null ? "" : " DEFAULT " + column.defaultValue())
                + (column.identity() == null ? "" : " " + identity(column.identity()));
    }

    static String identity(Identity identity) {
        Long start = identity.start();
        return "GENERATED BY DEFAULT AS IDENTITY" + (start == null || start == 1 ? "" : " (START WITH " + start + ")");
    }

    static String collate(PhysicalColumn column) {
        return column.collation().isEmpty() ? "" : " COLLATE " + PostgresCollations.quoted(column.collation());
    }

    private static String alter(Change change) {
        return "ALTER TABLE " + quote(change.table());
    }

    static String alterColumn(Change change, String column) {
        return alter(change) + " ALTER COLUMN " + Sql.quote(column);
    }

    private static String quote(QualifiedName name) {
        return PostgresDialect.quoted(name);
    }

    private static List<SqlStatement> with(String statement, Stream<SqlStatement> others) {
        return Stream.concat(Stream.of(SqlStatement.of(statement)), others).toList();
    }

    private static List<SqlStatement> of(String... statements) {
        return java.util.Arrays.stream(statements).map(SqlStatement::of).toList();
    }
}
