package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.schema.PhysicalIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A full-text index: GIN over the weighted vectors of its columns.
 *
 * @see <a href="https://www.postgresql.org/docs/current/textsearch-controls.html">Controlling text search</a>
 */
final class PostgresFullText {

    private static final Pattern PRINTED_PART = Pattern.compile(
            "setweight\\(to_tsvector\\('english'::regconfig, COALESCE\\(\\(?(\"(?:[^\"]|\"\")+\"|\\w+)\\)?(?:::text)?, ''::text\\)\\), '([ABCD])'::\"char\"\\)");

    /** Bytes of text whose words and places a vector of a megabyte always holds. */
    private static final int ALWAYS_FIT = 131_072;

    /** A cast without a function takes the value as it is, or writes it as the type is written. */
    private static final String OBSTACLE = """
            WITH RECURSIVE base(id) AS (SELECT pg_catalog.to_regtype(%s)::oid
              UNION ALL SELECT t.typbasetype FROM base JOIN pg_type t ON t.oid = base.id WHERE t.typtype = 'd')
            SELECT pg_catalog.format('as its type %%s is made a text by %%s, which is %%s, and an index holds only what is IMMUTABLE',
              %s, p.proname, CASE p.provolatile WHEN 's' THEN 'STABLE' ELSE 'VOLATILE' END)
            FROM base JOIN pg_type t ON t.oid = base.id
            LEFT JOIN pg_cast c ON c.castsource = t.oid AND c.casttarget = 'text'::regtype
            JOIN pg_proc p ON p.oid = CASE coalesce(c.castmethod, 'i') WHEN 'f' THEN c.castfunc WHEN 'i' THEN t.typoutput::oid END
            WHERE t.typtype <> 'd' AND p.provolatile <> 'i'""";

    private PostgresFullText() {}

    static String expression(PhysicalIndex index) {
        return index.parts().stream()
                .map(part -> "setweight(to_tsvector('english', coalesce(" + Sql.quote(part.column()) + "::text, '')), "
                        + Sql.literal(part.weight()) + ")")
                .collect(Collectors.joining(" || "));
    }

    /** See {@link dev.atscript.db.dialect.Alterations#obstacleToFullText}. */
    static String obstacle(String type) {
        return OBSTACLE.formatted(Sql.literal(PostgresTypes.present(type)), Sql.literal(type));
    }

    /** See {@link dev.atscript.db.dialect.Values#trialOfFullText}. Only texts that may be too long are looked at. */
    static String trial(PhysicalIndex index, String rows) {
        String bytes = index.parts().stream()
                .map(part -> "coalesce(pg_catalog.octet_length(" + Sql.quote(part.column()) + "::text), 0)")
                .collect(Collectors.joining(" + "));
        return "SELECT pg_catalog.count(" + expression(index) + ")::text FROM (" + rows + ") AS v WHERE " + bytes
                + " > " + ALWAYS_FIT;
    }

    /** The parts of an expression that the database printed; empty where it is not one that sync makes. */
    static List<PhysicalIndex.Part> parts(String printed) {
        List<PhysicalIndex.Part> parts = new ArrayList<>();
        Matcher matcher = PRINTED_PART.matcher(printed);
        StringBuilder rest = new StringBuilder();
        while (matcher.find()) {
            String column = matcher.group(1);
            String name = column.startsWith("\"")
                    ? column.substring(1, column.length() - 1).replace("\"\"", "\"")
                    : column;
            parts.add(new PhysicalIndex.Part(name, false, matcher.group(2)));
            matcher.appendReplacement(rest, "");
        }
        matcher.appendTail(rest);
        boolean nothingElse = rest.chars().allMatch(c -> "()| ".indexOf(c) >= 0);
        return nothingElse ? parts : List.of();
    }
}
