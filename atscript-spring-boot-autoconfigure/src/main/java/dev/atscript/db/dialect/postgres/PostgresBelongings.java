package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody has added to an index or a constraint, and would go with it: its comment, its storage parameters, that the
 * table is clustered by it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-comment.html">COMMENT</a>
 */
final class PostgresBelongings {

    /** Those of the row's index {@code x}, or of its constraint {@code k}. */
    static final String OF_INDEX = """
            ARRAY(SELECT ARRAY['COMMENT', d.description] FROM pg_description d
              WHERE d.classoid = 'pg_class'::regclass AND d.objoid = x.indexrelid AND d.objsubid = 0
              UNION ALL SELECT ARRAY['CLUSTERING', ''] WHERE x.indisclustered
              UNION ALL SELECT ARRAY['INDEX_OPTION', o.setting] FROM pg_class xc, unnest(xc.reloptions) o(setting)
              WHERE xc.oid = x.indexrelid) AS belongings""";

    static final String OF_CONSTRAINT = """
            ARRAY(SELECT ARRAY['COMMENT', d.description] FROM pg_description d
              WHERE d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid
              UNION ALL SELECT ARRAY['CLUSTERING', ''] FROM pg_index x
              WHERE k.contype = 'p' AND x.indexrelid = k.conindid AND x.indisclustered
              UNION ALL SELECT ARRAY['INDEX_OPTION', o.setting] FROM pg_class xc, unnest(xc.reloptions) o(setting)
              WHERE k.contype = 'p' AND xc.oid = k.conindid) AS belongings""";

    private static final String COMMENT_ON_INDEX = "COMMENT ON INDEX %3$s IS %4$s";
    private static final String COMMENT_ON_CONSTRAINT = "COMMENT ON CONSTRAINT %2$s ON %1$s IS %4$s";

    private PostgresBelongings() {}

    static List<UnmanagedObject> read(ResultSet rs, String owner) throws SQLException {
        return Stream.of(PostgresTables.rows(rs, "belongings"))
                .map(row -> new UnmanagedObject(UnmanagedObject.Kind.valueOf(row[0]), owner, row[1]))
                .toList();
    }

    static Stream<SqlStatement> ofIndex(QualifiedName table, String index, List<UnmanagedObject> belongings) {
        return belongings.stream().map(object -> statement(table, index, object, COMMENT_ON_INDEX));
    }

    static Stream<SqlStatement> ofForeignKey(QualifiedName table, String key, List<UnmanagedObject> belongings) {
        return belongings.stream().map(object -> statement(table, key, object, COMMENT_ON_CONSTRAINT));
    }

    private static SqlStatement statement(
            QualifiedName table, String name, UnmanagedObject object, String commentPattern) {
        String quotedTable = PostgresDialect.quoted(table);
        String quotedIndex = PostgresDialect.quoted(table.withName(name));
        return SqlStatement.of(
                pattern(object, commentPattern).formatted(quotedTable, Sql.quote(name), quotedIndex, value(object)));
    }

    /** The database gives a primary key its name, and is asked for it. */
    static Stream<SqlStatement> ofPrimaryKey(QualifiedName table, List<UnmanagedObject> belongings) {
        return belongings.stream().map(object -> {
            String code = "BEGIN EXECUTE (SELECT format(" + Sql.literal(pattern(object, COMMENT_ON_CONSTRAINT))
                    + ", conrelid::regclass, quote_ident(conname), conindid::regclass, " + Sql.literal(value(object))
                    + ") FROM pg_constraint WHERE conrelid = " + Sql.literal(PostgresDialect.quoted(table))
                    + "::regclass AND contype = 'p'); END";
            return SqlStatement.of("DO " + Sql.literal(code));
        });
    }

    private static String pattern(UnmanagedObject object, String commentPattern) {
        return switch (object.kind()) {
            case COMMENT -> commentPattern;
            case CLUSTERING -> "ALTER TABLE %1$s CLUSTER ON %2$s";
            default -> "ALTER INDEX %3$s SET (%4$s)";
        };
    }

    private static String value(UnmanagedObject object) {
        return object.kind() == UnmanagedObject.Kind.COMMENT ? Sql.literal(object.sql()) : object.sql();
    }
}
