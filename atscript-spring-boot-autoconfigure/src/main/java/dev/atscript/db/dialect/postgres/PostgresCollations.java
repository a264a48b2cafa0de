package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Sql;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names of collations, each in one spelling: one of PostgreSQL's own by its name alone, any other with its schema, both
 * in quotes.
 */
final class PostgresCollations {

    private static final String SPELLING = "CASE ln.nspname WHEN 'pg_catalog' THEN l.collname::text"
            + " ELSE '\"' || replace(ln.nspname, '\"', '\"\"') || '\".\"' || replace(l.collname, '\"', '\"\"') || '\"' END";

    /** Those that every server has, by no other name. */
    private static final Set<String> EVERYWHERE = Set.of("", "C", "POSIX", "und-x-icu");

    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")++)\"|([^\".]+)");

    private PostgresCollations() {}

    /** What a model wrote, as far as it is clear without asking the server; empty for the default. */
    static String canonical(String written) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(written);
        while (matcher.find()) {
            parts.add(
                    matcher.group(1) == null
                            ? matcher.group(2)
                            : matcher.group(1).replace("\"\"", "\""));
        }
        if (parts.size() == 2 && parts.get(0).equals("pg_catalog")) {
            parts.remove(0);
        }
        boolean isQualified = parts.size() > 1 && written.indexOf('"') >= 0;
        String name = isQualified ? qualified(parts) : String.join(".", parts);
        return name.equals("default") ? "" : name;
    }

    /** What the catalogue says. */
    static String canonical(String schema, String name) {
        return schema.equals("pg_catalog") ? name : qualified(List.of(schema, name));
    }

    private static String qualified(List<String> parts) {
        return parts.stream().map(Sql::quote).collect(Collectors.joining("."));
    }

    /** Whether texts are the same by both collations, which those of PostgreSQL itself only order. */
    static boolean equateAlike(String one, String other) {
        return one.equals(other) || !one.startsWith("\"") && !other.startsWith("\"");
    }

    /** The name in SQL. */
    static String quoted(String collation) {
        return collation.startsWith("\"") ? collation : Sql.quote(collation);
    }

    /**
     * Asks for the one spelling: a name with a dot may be one name ({@code en_US.utf8}) or have a schema.
     *
     * @return null where there is nothing to ask
     */
    static @Nullable String question(String collation) {
        if (EVERYWHERE.contains(collation)) {
            return null;
        }
        Set<String> names = new LinkedHashSet<>();
        names.add(quoted(collation));
        if (!collation.startsWith("\"")) {
            String folded = collation.toLowerCase(Locale.ROOT);
            for (String name : List.of(collation, folded)) {
                List<String> parts = List.of(name.split("\\.", -1));
                names.add(parts.size() == 2 && !parts.contains("") ? qualified(parts) : Sql.quote(name));
            }
        }
        String found = names.stream()
                .map(name -> "to_regcollation(" + Sql.literal(name) + ")")
                .collect(Collectors.joining(", "));
        return "(SELECT " + SPELLING
                + " FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = coalesce("
                + found
                + "))";
    }
}
