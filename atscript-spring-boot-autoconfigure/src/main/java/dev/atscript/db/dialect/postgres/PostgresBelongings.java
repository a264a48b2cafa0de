package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What somebody has added to an index or a constraint, and would go with it: its comment, its storage parameters and
 * tablespace, that the table is clustered by it, and what partitions have of that.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-comment.html">COMMENT</a>
 */
final class PostgresBelongings {

    /** Those of an index {@code x}, a relation {@code i} of the method {@code am}, but for its comment; another method has other options. */
    private static final String OF_STORAGE = """
            SELECT ARRAY['TABLESPACE', s.spcname::text] FROM pg_tablespace s WHERE s.oid = i.reltablespace
            UNION ALL SELECT own.belonging FROM (
              SELECT ARRAY['CLUSTERING', ''] WHERE x.indisclustered
              UNION ALL SELECT ARRAY['INDEX_OPTION', o.setting] FROM pg_catalog.unnest(i.reloptions) o(setting)
              UNION ALL SELECT ARRAY['INDEX_COLUMN', pg_catalog.format('%s SET STATISTICS %s', xa.attnum, xa.attstattarget)]
              FROM pg_attribute xa WHERE am.amname = 'gin' AND xa.attrelid = x.indexrelid AND xa.attstattarget >= 0) own(belonging)
            WHERE am.amname = CASE WHEN pg_catalog.starts_with(i.relname::text, 'atscript__fulltext__') THEN 'gin' ELSE 'btree' END
            """;

    /** Those of the row's index {@code x}, a relation {@code i} of the method {@code am}. */
    static final String OF_INDEX = """
            ARRAY(SELECT ARRAY['COMMENT', d.description] FROM pg_description d
              WHERE d.classoid = 'pg_class'::regclass AND d.objoid = x.indexrelid AND d.objsubid = 0
              UNION ALL
            """
            + OF_STORAGE + ") || CASE i.relkind WHEN 'I' THEN " + PostgresPartitionSettings.OF_INDEX
            + " ELSE '{}' END AS belongings";

    /** Those of the row's constraint {@code k} of the table {@code c}. */
    static final String OF_CONSTRAINT = """
            ARRAY(SELECT ARRAY['COMMENT', d.description] FROM pg_description d
              WHERE d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid
              UNION ALL SELECT ARRAY['INDEX_COMMENT', d.description] FROM pg_description d
              WHERE k.contype = 'p' AND d.classoid = 'pg_class'::regclass AND d.objoid = k.conindid AND d.objsubid = 0
              UNION ALL SELECT own.belonging FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
              JOIN pg_am am ON am.oid = i.relam CROSS JOIN LATERAL (
            """
            + OF_STORAGE + """
              ) own(belonging) WHERE k.contype = 'p' AND x.indexrelid = k.conindid
            ) || CASE WHEN c.relkind = 'p' AND k.contype = 'p' THEN (SELECT
            """
            + PostgresPartitionSettings.OF_INDEX + """
             FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE x.indexrelid = k.conindid) ELSE '{}' END
            || CASE c.relkind WHEN 'p' THEN
            """
            + PostgresPartitionSettings.OF_CONSTRAINT + " ELSE '{}' END AS belongings";

    private static final Set<UnmanagedObject.Kind> AFTERWARDS = EnumSet.of(
            UnmanagedObject.Kind.COMMENT,
            UnmanagedObject.Kind.INDEX_COMMENT,
            UnmanagedObject.Kind.INDEX_COLUMN,
            UnmanagedObject.Kind.CLUSTERING);

    private static final String COMMENT_ON_INDEX = "COMMENT ON INDEX %3$s IS %4$s";
    private static final String COMMENT_ON_CONSTRAINT = "COMMENT ON CONSTRAINT %2$s ON %1$s IS %4$s";

    private PostgresBelongings() {}

    static List<UnmanagedObject> read(ResultSet rs, String owner) throws SQLException {
        return Stream.of(PostgresTables.rows(rs, "belongings"))
                .map(row -> new UnmanagedObject(UnmanagedObject.Kind.valueOf(row[0]), owner, row[1]))
                .toList();
    }

    /** The clauses of a new index: nothing sets the storage parameters of a partitioned one later. */
    static String indexClauses(List<UnmanagedObject> belongings) {
        return options(belongings) + tablespace(belongings, " TABLESPACE ");
    }

    static String keyClauses(List<UnmanagedObject> belongings) {
        return options(belongings) + tablespace(belongings, " USING INDEX TABLESPACE ");
    }

    private static String options(List<UnmanagedObject> belongings) {
        List<String> options = of(UnmanagedObject.Kind.INDEX_OPTION, belongings)
                .map(UnmanagedObject::sql)
                .toList();
        return options.isEmpty() ? "" : " WITH (" + String.join(", ", options) + ")";
    }

    private static String tablespace(List<UnmanagedObject> belongings, String clause) {
        return of(UnmanagedObject.Kind.TABLESPACE, belongings)
                .map(tablespace -> clause + Sql.quote(tablespace.sql()))
                .findFirst()
                .orElse("");
    }

    private static Stream<UnmanagedObject> of(UnmanagedObject.Kind kind, List<UnmanagedObject> belongings) {
        return belongings.stream().filter(object -> object.kind() == kind);
    }

    static Stream<SqlStatement> ofIndex(QualifiedName table, String index, List<UnmanagedObject> belongings) {
        return Stream.concat(
                afterwards(belongings).map(object -> statement(table, index, object, COMMENT_ON_INDEX)),
                of(UnmanagedObject.Kind.OF_PARTITION, belongings)
                        .map(setting -> PostgresPartitionSettings.ofIndex(
                                setting, PostgresDialect.quoted(table.withName(index)))));
    }

    static Stream<SqlStatement> ofForeignKey(QualifiedName table, String key, List<UnmanagedObject> belongings) {
        return Stream.concat(
                afterwards(belongings).map(object -> statement(table, key, object, COMMENT_ON_CONSTRAINT)),
                ofPartitions(table, "conname = " + Sql.literal(key), belongings));
    }

    private static Stream<SqlStatement> ofPartitions(
            QualifiedName table, String condition, List<UnmanagedObject> belongings) {
        return of(UnmanagedObject.Kind.OF_PARTITION, belongings)
                .map(setting ->
                        PostgresPartitionSettings.ofConstraint(setting, PostgresDialect.quoted(table), condition));
    }

    private static SqlStatement statement(
            QualifiedName table, String name, UnmanagedObject object, String commentPattern) {
        String quotedTable = PostgresDialect.quoted(table);
        String quotedIndex = PostgresDialect.quoted(table.withName(name));
        return SqlStatement.of(pattern(object, commentPattern)
                .formatted(quotedTable, Sql.quote(name), quotedIndex, Sql.literal(object.sql())));
    }

    /** The database gives a primary key its name, and is asked for it. */
    static Stream<SqlStatement> ofPrimaryKey(QualifiedName table, List<UnmanagedObject> belongings) {
        Stream<SqlStatement> ofWhole = afterwards(belongings).map(object -> {
            String code = "BEGIN EXECUTE (SELECT format(" + Sql.literal(pattern(object, COMMENT_ON_CONSTRAINT))
                    + ", conrelid::regclass, quote_ident(conname), conindid::regclass, "
                    + Sql.literal(Sql.literal(object.sql()))
                    + ") FROM pg_constraint WHERE conrelid = " + Sql.literal(PostgresDialect.quoted(table))
                    + "::regclass AND contype = 'p'); END";
            return SqlStatement.of("DO " + Sql.literal(code));
        });
        return Stream.concat(ofWhole, ofPartitions(table, "contype = 'p'", belongings));
    }

    private static Stream<UnmanagedObject> afterwards(List<UnmanagedObject> belongings) {
        return belongings.stream().filter(object -> AFTERWARDS.contains(object.kind()));
    }

    private static String pattern(UnmanagedObject object, String commentPattern) {
        return switch (object.kind()) {
            case COMMENT -> commentPattern;
            case INDEX_COMMENT -> COMMENT_ON_INDEX;
            case INDEX_COLUMN -> "ALTER INDEX %3$s ALTER COLUMN " + object.sql();
            default -> "ALTER TABLE %1$s CLUSTER ON %2$s";
        };
    }
}
