package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.dialect.Sql;
import dev.atscript.db.schema.PhysicalColumn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Asks the server how it spells what only it knows: types and collations that are not its built-in ones, and constants
 * of types with many spellings. One statement, and none where a model has no such thing.
 */
final class PostgresSpelling {

    /**
     * Makes a transaction print values in one spelling, whatever the session's own is, and the statement that begins with
     * this as well, where what it prints comes from this relation.
     */
    static final String SETTINGS = """
            WITH settings AS MATERIALIZED (
              SELECT pg_catalog.set_config('TimeZone', 'UTC', true), pg_catalog.set_config('DateStyle', 'ISO, YMD', true),
                pg_catalog.set_config('IntervalStyle', 'postgres', true), pg_catalog.set_config('bytea_output', 'hex', true),
                pg_catalog.set_config('standard_conforming_strings', 'on', true),
                pg_catalog.set_config('quote_all_identifiers', 'off', true)
            )
            """;

    private final Map<String, String> answers = new TreeMap<>();

    private PostgresSpelling() {}

    static DesiredSchema of(DesiredSchema desired, JdbcOperations jdbc) {
        Set<String> questions = new LinkedHashSet<>();
        for (DesiredSchema.Table table : desired.tables()) {
            for (PhysicalColumn column : table.physical().columns()) {
                addIfAny(questions, typeQuestion(column.type()));
                addIfAny(questions, PostgresCollations.question(column.collation()));
                addIfAny(questions, defaultQuestion(column));
            }
        }
        if (questions.isEmpty()) {
            return desired;
        }
        PostgresSpelling spelling = new PostgresSpelling();
        try {
            spelling.ask(new ArrayList<>(questions), jdbc);
        } catch (DataAccessException ex) {
            // A constant that is none, or a type that is not there: the statement that makes the column says so.
            return desired;
        }
        return new DesiredSchema(
                desired.tables().stream().map(spelling::spelled).toList(), desired.views(), desired.diagnostics());
    }

    private static void addIfAny(Set<String> questions, @Nullable String question) {
        if (question != null) {
            questions.add(question);
        }
    }

    private static @Nullable String typeQuestion(String type) {
        // The name of an array's own type begins with an underscore.
        return type.indexOf('.') < 0 && type.indexOf('"') < 0 && !type.startsWith("_")
                ? null
                : "format_type(to_regtype(" + Sql.literal(PostgresTypes.withoutArguments(type)) + "), NULL)";
    }

    private static @Nullable String defaultQuestion(PhysicalColumn column) {
        String type = column.type();
        String value = column.defaultValue();
        boolean oneSpelling = PostgresTypes.isText(type)
                || PostgresTypes.isNumber(type)
                || type.equals("BOOLEAN")
                || type.equals("JSONB");
        if (value == null || oneSpelling || !value.startsWith("'")) {
            return null;
        }
        String bare = type.startsWith("INTERVAL") ? type : PostgresTypes.withoutArguments(type);
        // BIT alone is BIT(1); in quotes it has any length. A text is read as late as it is printed, by the same
        // settings.
        return "format('%s', " + value + "::text::" + bare.replaceFirst("^BIT(?=$|\\[)", "\"bit\"") + ")";
    }

    private void ask(List<String> questions, JdbcOperations jdbc) {
        List<String> selects = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            selects.add("SELECT " + i + ", " + questions.get(i) + " FROM settings");
        }
        jdbc.query(SETTINGS + String.join(" UNION ALL ", selects), rs -> {
            String answer = rs.getString(2);
            if (answer != null) {
                answers.put(questions.get(rs.getInt(1)), answer);
            }
        });
    }

    private DesiredSchema.Table spelled(DesiredSchema.Table table) {
        return table.withPhysical(table.physical()
                .withColumns(
                        table.physical().columns().stream().map(this::spelled).toList()));
    }

    private PhysicalColumn spelled(PhysicalColumn column) {
        String type = answer(typeQuestion(column.type()));
        String value = answer(defaultQuestion(column));
        String collation = answer(PostgresCollations.question(column.collation()));
        PhysicalColumn typed = column.withType(
                type == null ? column.type() : PostgresTypes.withArgumentsOf(type, column.type()),
                collation == null ? column.collation() : collation);
        return value == null ? typed : typed.withDefault(PostgresDefaults.literal(value, typed.type()));
    }

    private @Nullable String answer(@Nullable String question) {
        return question == null ? null : answers.get(Objects.requireNonNull(question));
    }
}
