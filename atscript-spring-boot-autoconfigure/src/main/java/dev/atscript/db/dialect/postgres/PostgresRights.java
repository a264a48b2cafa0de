package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.dialect.MissingRight;
import dev.atscript.db.dialect.Sql;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Which rights the role that syncs lacks for changes: one query tells, whatever has to be changed. */
final class PostgresRights {

    /** Between the parts of a row, which are names. */
    private static final String SEPARATOR = "\u001f";

    /**
     * A row for each need that is not met. Superusers are members of every role, and have every privilege; a role is one of
     * itself.
     */
    private static final String LACKING = """
            WITH needed(place, kind, namespace, name, columns) AS (VALUES
            %1$s),
            found AS (
              SELECT f.*, s.oid AS schema, s.nspowner, c.oid AS relation, c.relname, c.relkind, c.relowner, c.relhassubclass
              FROM needed f LEFT JOIN pg_namespace s ON s.nspname = f.namespace::name
              LEFT JOIN pg_class c ON c.relnamespace = s.oid AND c.relname = f.name::name),
            lacking(place, kind, relation, owner) AS (
              SELECT place, relkind, CASE name WHEN '' THEN pg_catalog.quote_ident(namespace) ELSE relation::regclass::text END, relowner
              FROM found f WHERE CASE kind
                WHEN 'OWN' THEN NOT pg_catalog.pg_has_role(relowner, 'USAGE')
                WHEN 'DROP' THEN NOT pg_catalog.pg_has_role(relowner, 'USAGE') AND NOT pg_catalog.pg_has_role(nspowner, 'USAGE')
                WHEN 'HAND_BACK' THEN NOT pg_catalog.pg_has_role(relowner, '%2$s')
                  AND (pg_catalog.pg_has_role(relowner, 'USAGE') OR pg_catalog.pg_has_role(nspowner, 'USAGE'))
                WHEN 'HAND_OVER' THEN pg_catalog.pg_has_role(relowner, '%2$s') AND NOT pg_catalog.has_schema_privilege(relowner, schema, 'CREATE')
                  AND NOT (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = current_user)
                WHEN 'USE' THEN NOT pg_catalog.has_schema_privilege(schema, 'USAGE')
                WHEN 'CREATE' THEN coalesce(NOT pg_catalog.has_schema_privilege(schema, 'CREATE'), true)
                WHEN 'REFERENCE' THEN NOT pg_catalog.has_table_privilege(relation, 'REFERENCES')
                  AND EXISTS (SELECT FROM pg_catalog.unnest(columns) u(name)
                    LEFT JOIN pg_attribute a ON a.attrelid = f.relation AND a.attname = u.name::name
                    WHERE NOT coalesce(pg_catalog.has_column_privilege(relation, a.attnum, 'REFERENCES'), false))
                WHEN 'READ' THEN NOT pg_catalog.has_table_privilege(relation, 'SELECT') AND (NOT pg_catalog.has_any_column_privilege(relation, 'SELECT')
                  OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = f.relation AND a.attname = ANY (columns::name[])
                    AND NOT pg_catalog.has_column_privilege(relation, a.attnum, 'SELECT')))
                WHEN 'READ_BY_OWNER' THEN NOT EXISTS (SELECT FROM pg_class v CROSS JOIN pg_catalog.pg_options_to_table(v.reloptions) o
                    WHERE v.oid = f.relation AND o.option_name = 'security_invoker' AND o.option_value::boolean)
                  AND EXISTS (SELECT FROM pg_class t JOIN pg_namespace tn ON tn.oid = t.relnamespace
                    WHERE tn.nspname = f.columns[1]::name AND t.relname = f.columns[2]::name
                      AND NOT pg_catalog.has_table_privilege(f.relowner, t.oid, 'SELECT')
                      AND (NOT pg_catalog.has_any_column_privilege(f.relowner, t.oid, 'SELECT')
                        OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = ANY (f.columns[3:]::name[])
                          AND NOT pg_catalog.has_column_privilege(f.relowner, t.oid, a.attnum, 'SELECT'))))
                WHEN 'CREATE_SCHEMA' THEN NOT pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
                WHEN 'CREATE_EXTENSION' THEN NOT EXISTS (SELECT FROM pg_extension e WHERE e.extname = f.namespace::name)
                  AND NOT (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = current_user)
                  AND NOT EXISTS (SELECT FROM pg_available_extensions e JOIN pg_available_extension_versions v
                    ON v.name = e.name AND v.version = e.default_version
                    WHERE e.name = f.namespace::name AND (NOT v.superuser OR v.trusted)
                      AND pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')) END
              UNION ALL SELECT f.place, NULL, pg_catalog.quote_ident(en.nspname), NULL FROM found f
              JOIN pg_extension e ON e.extname = f.namespace::name JOIN pg_namespace en ON en.oid = e.extnamespace
              JOIN pg_type et ON et.typnamespace = en.oid AND et.typname = e.extname
              WHERE f.kind = 'REACH_EXTENSION' AND NOT pg_catalog.pg_type_is_visible(et.oid)
              UNION ALL SELECT f.place, m.relkind, m.oid::regclass::text, m.relowner FROM found f
              CROSS JOIN LATERAL (
                WITH RECURSIVE member(relation) AS (SELECT f.relation
                  UNION SELECT i.inhrelid FROM member JOIN pg_inherits i ON i.inhparent = member.relation
                  WHERE NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = i.inhrelid AND a.attname = ANY (columns::name[]) AND a.attislocal))
                SELECT mc.oid, mc.relkind, mc.relowner FROM member JOIN pg_class mc ON mc.oid = member.relation) AS m
              WHERE f.kind = 'OWN_HEIRS' AND f.relhassubclass AND m.oid <> f.relation AND NOT pg_catalog.pg_has_role(m.relowner, 'USAGE'))
            SELECT pg_catalog.concat_ws(pg_catalog.chr(31), place, pg_catalog.quote_ident(current_user),
              pg_catalog.quote_ident(pg_catalog.current_database()), coalesce(relation, ''),
              CASE kind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
              coalesce(pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(owner)), ''),
              coalesce(pg_catalog.pg_has_role(owner, 'MEMBER'), false),
              coalesce((SELECT r.rolsuper FROM pg_roles r WHERE r.oid = owner), false))
            FROM lacking ORDER BY place, relation""";

    private static final int ROLES_ARE_GRANTED_WITH_OPTIONS = 160_000;

    private final PostgresNeeds needs;
    private final boolean hasGrantOptions;

    private PostgresRights(PostgresNeeds needs, PhysicalSchema live) {
        this.needs = needs;
        this.hasGrantOptions = Integer.parseInt(live.serverVersion()) >= ROLES_ARE_GRANTED_WITH_OPTIONS;
    }

    static List<MissingRight> missing(
            List<Change> changes, UnaryOperator<QualifiedName> liveName, PhysicalSchema live, LiveQuery query) {
        PostgresRights rights = new PostgresRights(new PostgresNeeds(changes, liveName, live), live);
        Map<PostgresNeeds.Need, List<Change>> needed = new LinkedHashMap<>();
        for (Change change : changes) {
            change.accept(rights.needs)
                    .forEach(need -> needed.computeIfAbsent(need, key -> new ArrayList<>())
                            .add(change));
        }
        return needed.isEmpty() ? List.of() : rights.ask(needed, query);
    }

    private List<MissingRight> ask(Map<PostgresNeeds.Need, List<Change>> needed, LiveQuery query) {
        List<PostgresNeeds.Need> asked = List.copyOf(needed.keySet());
        List<String> rows = new ArrayList<>();
        for (PostgresNeeds.Need need : asked) {
            rows.add("(" + rows.size() + ", " + Sql.literal(need.kind().name()) + ", "
                    + Sql.literal(need.name().namespace()) + ", "
                    + Sql.literal(need.name().name()) + ", ARRAY["
                    + need.columns().stream().map(Sql::literal).collect(Collectors.joining(", ")) + "]::text[])");
        }
        List<MissingRight> missing = new ArrayList<>();
        for (String row :
                query.texts(LACKING.formatted(String.join(",\n", rows), hasGrantOptions ? "SET" : "MEMBER"))) {
            String[] parts = row.split(SEPARATOR, -1);
            PostgresNeeds.Need need = asked.get(Integer.parseInt(parts[0]));
            String sentence = sentence(
                    need,
                    new Lack(parts[1], parts[2], parts[3], parts[4], parts[5], isTrue(parts[6]), isTrue(parts[7])));
            needed.getOrDefault(need, List.of()).forEach(change -> missing.add(new MissingRight(change, sentence)));
        }
        return missing;
    }

    private static boolean isTrue(String value) {
        return value.startsWith("t");
    }

    /**
     * What is to be said of a need that is not met; names are quoted where they have to be.
     *
     * @param relation the table or view, or the schema, which may be that of an extension, or the extension
     * @param kind what the relation is
     * @param owner of the relation
     * @param isMember whether the role is a member of the owner, be it without its rights
     * @param isOfSuperuser whether the owner is a superuser
     */
    private record Lack(
            String role,
            String database,
            String relation,
            String kind,
            String owner,
            boolean isMember,
            boolean isOfSuperuser) {
        String who() {
            return "the role " + role + ", which syncs,";
        }
    }

    private String sentence(PostgresNeeds.Need need, Lack lack) {
        return switch (need.kind()) {
            case OWN -> "cannot be changed, as " + ownedByOther("it", lack);
            case DROP -> "cannot be dropped, as " + ownedByOther("it", lack);
            case OWN_HEIRS ->
                "cannot get other columns, as they are those of " + lack.relation()
                        + " too, which inherits from it, and " + ownedByOther("that", lack);
            case HAND_BACK ->
                "cannot be made anew, as it belongs to the role " + lack.owner() + ", and " + lack.who()
                        + " cannot give it back to that: say "
                        + (lack.isOfSuperuser() ? "" : granted(lack, hasGrantOptions ? " WITH SET TRUE" : "") + ", or ")
                        + alterOwner(lack);
            case HAND_OVER ->
                "cannot be made anew, as it belongs to the role " + lack.owner()
                        + ", which may have nothing new in the schema: say GRANT CREATE ON SCHEMA "
                        + Sql.quote(need.name().namespace()) + " TO " + lack.owner() + ", or " + alterOwner(lack);
            case USE ->
                "cannot be brought in line, as " + lack.who() + " may not use the schema " + lack.relation()
                        + ": say GRANT USAGE ON SCHEMA " + lack.relation() + " TO " + lack.role();
            case CREATE ->
                need.name().namespace().isEmpty()
                        ? "cannot be made, as no schema of the search path is there that " + lack.who()
                                + " may use: name one that is there (currentSchema in the URL), or say GRANT USAGE, CREATE ON"
                                + " SCHEMA … TO " + lack.role()
                        : "cannot be brought in line, as " + lack.who() + " may make nothing in the schema "
                                + lack.relation()
                                + ", be it a table, a view, an index, a numbering or another name: say"
                                + " GRANT CREATE ON SCHEMA " + lack.relation() + " TO " + lack.role();
            case REFERENCE ->
                "cannot point at " + lack.relation() + ", as " + lack.who()
                        + " has no right to that: say GRANT REFERENCES ON " + lack.relation() + " TO " + lack.role();
            case READ ->
                "cannot be made, as it is filled from " + lack.relation() + ", and " + lack.who()
                        + " may not read that: say GRANT SELECT ON " + lack.relation() + " TO " + lack.role();
            case READ_BY_OWNER -> {
                String read = Sql.quote(need.columns().get(0)) + "."
                        + Sql.quote(need.columns().get(1));
                yield "cannot read from " + read + ", as it belongs to the role " + lack.owner()
                        + ", which may not, and nobody could read the view: say GRANT SELECT ON " + read + " TO "
                        + lack.owner() + (lack.owner().equals(lack.role()) ? "" : ", or " + alterOwner(lack));
            }
            case CREATE_SCHEMA ->
                "cannot be brought in line, as there is no schema " + lack.relation() + ", and "
                        + lack.who() + " may make none: say GRANT CREATE ON DATABASE " + lack.database() + " TO "
                        + lack.role() + ", or CREATE SCHEMA " + lack.relation() + " AUTHORIZATION " + lack.role();
            case CREATE_EXTENSION ->
                "cannot be brought in line, as the extension " + lack.relation()
                        + " is not there, and " + lack.who() + " may not make it: say CREATE EXTENSION "
                        + lack.relation()
                        + " as a superuser, or GRANT CREATE ON DATABASE " + lack.database() + " TO " + lack.role();
            case REACH_EXTENSION ->
                "cannot be brought in line, as the extension " + need.name().namespace() + " is in the schema "
                        + lack.relation() + ", where " + lack.who()
                        + " does not find its type and operators: put that schema on the search path"
                        + " (currentSchema=…," + lack.relation() + " in the URL, or ALTER ROLE " + lack.role()
                        + " SET search_path = …, " + lack.relation()
                        + "), and let the role use it (GRANT USAGE ON SCHEMA "
                        + lack.relation() + " TO " + lack.role() + ")";
        };
    }

    /** Nobody is to become a superuser for a change. */
    private String ownedByOther(String what, Lack lack) {
        String belongs = what + " belongs to the role " + lack.owner() + ", and " + lack.who();
        if (lack.isOfSuperuser()) {
            return belongs + " is not that: say " + alterOwner(lack);
        } else if (!lack.isMember()) {
            return belongs + " is no member of that: say " + alterOwner(lack) + ", or " + granted(lack, "");
        }
        String inherit =
                hasGrantOptions ? granted(lack, " WITH INHERIT TRUE") : "ALTER ROLE " + lack.role() + " INHERIT";
        return belongs + " is a member of that without its rights: say " + alterOwner(lack) + ", or " + inherit;
    }

    private static String granted(Lack lack, String options) {
        return "GRANT " + lack.owner() + " TO " + lack.role() + options;
    }

    private static String alterOwner(Lack lack) {
        return "ALTER " + lack.kind() + " " + lack.relation() + " OWNER TO " + lack.role();
    }
}
