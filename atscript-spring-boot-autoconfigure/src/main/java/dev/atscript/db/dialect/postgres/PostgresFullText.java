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

    private PostgresFullText() {}

    static String expression(PhysicalIndex index) {
        return index.parts().stream()
                .map(part -> "setweight(to_tsvector('english', coalesce(" + Sql.quote(part.column()) + "::text, '')), "
                        + Sql.literal(part.weight()) + ")")
                .collect(Collectors.joining(" || "));
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
