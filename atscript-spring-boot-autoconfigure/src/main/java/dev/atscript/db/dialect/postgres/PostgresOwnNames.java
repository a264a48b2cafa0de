package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.schema.PrimaryKey;
import dev.atscript.db.schema.QualifiedName;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names that PostgreSQL gives by itself, to keys, to sequences, and from version 18 on to what makes columns
 * required. They hold the names of table and column, and do not follow when those are renamed.
 */
final class PostgresOwnNames {

    private static final String TAG = "$atscript$";

    /**
     * A name that is taken, or too long, is not given: the old one does no harm. Nor is a sequence renamed that the column's
     * default may find by its name, nor what makes a column required, which heirs have by the same name or cannot follow.
     */
    private static final String FOLLOW = """
            DO $atscript$
            DECLARE
              statement text;
            BEGIN
              FOR statement IN
                WITH RECURSIVE renamed AS (
                  SELECT %1$s::regclass AS id, %2$s AS old_table, %3$s AS new_table, %4$s AS old_column, %5$s AS new_column
                ), family(member) AS (
                  SELECT id::oid FROM renamed
                  UNION SELECT i.inhrelid FROM family JOIN pg_inherits i ON i.inhparent = member
                ), own AS (
                  SELECT 'ALTER TABLE %%1$s RENAME CONSTRAINT %%2$I TO %%3$I' AS change, id::text AS relation, k.conname::text AS name,
                    old_table || '_pkey' AS old_name, new_table || '_pkey' AS new_name
                  FROM renamed JOIN pg_constraint k ON k.conrelid = id AND k.contype = 'p'
                  UNION ALL
                  SELECT 'ALTER TABLE %%1$s RENAME CONSTRAINT %%2$I TO %%3$I', id::text, k.conname::text,
                    pg_catalog.concat_ws('_', old_table, CASE a.attname WHEN new_column THEN old_column ELSE a.attname END, 'not_null'),
                    pg_catalog.concat_ws('_', new_table, a.attname, 'not_null')
                  FROM renamed JOIN pg_constraint k ON k.conrelid = id AND k.contype = 'n'
                  JOIN pg_attribute a ON a.attrelid = id AND a.attnum = k.conkey[1]
                  WHERE k.connoinherit OR NOT EXISTS (SELECT FROM family JOIN pg_class h ON h.oid = member
                    WHERE NOT pg_catalog.pg_has_role(h.relowner, 'USAGE') OR NOT EXISTS (SELECT FROM pg_constraint m
                    WHERE m.conrelid = member AND m.contype = 'n' AND m.conname = k.conname AND m.coninhcount <= (SELECT pg_catalog.count(*)
                      FROM pg_inherits i WHERE i.inhrelid = member AND i.inhparent IN (SELECT f.member FROM family f)))
                    OR EXISTS (SELECT FROM pg_constraint m WHERE m.conrelid = member
                      AND m.conname = pg_catalog.concat_ws('_', new_table, a.attname, 'not_null')))
                  UNION ALL
                  SELECT 'ALTER SEQUENCE %%1$s RENAME TO %%3$I', s.oid::regclass::text, s.relname::text,
                    pg_catalog.concat_ws('_', old_table, CASE a.attname WHEN new_column THEN old_column ELSE a.attname END, 'seq'),
                    pg_catalog.concat_ws('_', new_table, a.attname, 'seq')
                  FROM renamed JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = id
                    AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
                  JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
                  JOIN pg_attribute a ON a.attrelid = id AND a.attnum = d.refobjsubid
                  WHERE d.deptype = 'i' OR NOT a.atthasdef OR EXISTS (SELECT FROM pg_attrdef v
                    JOIN pg_depend u ON u.classid = 'pg_attrdef'::regclass AND u.objid = v.oid
                    WHERE v.adrelid = id AND v.adnum = a.attnum AND u.refclassid = 'pg_class'::regclass AND u.refobjid = s.oid)
                )
                SELECT pg_catalog.format(change, relation, name, new_name) FROM own
                WHERE name = old_name AND old_name <> new_name AND pg_catalog.octet_length(new_name) <= 63
                  AND NOT EXISTS (SELECT FROM pg_constraint k, renamed WHERE k.conrelid = id AND k.conname = new_name)
                  AND NOT EXISTS (SELECT FROM pg_class c, pg_class t, renamed
                    WHERE t.oid = id AND c.relnamespace = t.relnamespace AND c.relname = new_name)
              LOOP
                EXECUTE statement;
              END LOOP;
            END $atscript$""";

    private static final String DROP_KEY = """
            DO $atscript$
            BEGIN
              EXECUTE (SELECT pg_catalog.format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname)
                FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'p');
            END $atscript$""";

    private PostgresOwnNames() {}

    /** The statement that drops a primary key, even if its name may have followed the table that was just renamed. */
    static String dropKey(QualifiedName table, PrimaryKey key) {
        String name = key.name() == null ? table.name() + "_pkey" : key.name();
        boolean mayHaveFollowed = name.endsWith("_pkey") && !name.equals(table.name() + "_pkey");
        return mayHaveFollowed && !table.toString().contains(TAG)
                ? DROP_KEY.formatted(Sql.literal(PostgresDialect.quoted(table)))
                : "ALTER TABLE " + PostgresDialect.quoted(table) + " DROP CONSTRAINT " + Sql.quote(name);
    }

    /** The statement that lets the names follow a table that was renamed. */
    static Optional<String> followTable(QualifiedName from, QualifiedName to) {
        return from.name().equals(to.name()) ? Optional.empty() : follow(to, from.name(), to.name(), "", "");
    }

    /** The statement that lets the names follow a column that was renamed. */
    static Optional<String> followColumn(QualifiedName table, String from, String to) {
        return follow(table, table.name(), table.name(), from, to);
    }

    private static Optional<String> follow(
            QualifiedName table, String oldTable, String newTable, String oldColumn, String newColumn) {
        String statement = FOLLOW.formatted(
                Sql.literal(PostgresDialect.quoted(table)),
                Sql.literal(oldTable),
                Sql.literal(newTable),
                Sql.literal(oldColumn),
                Sql.literal(newColumn));
        boolean endsEarly = statement.split(Pattern.quote(TAG), -1).length > 3;
        return endsEarly ? Optional.empty() : Optional.of(statement);
    }
}
