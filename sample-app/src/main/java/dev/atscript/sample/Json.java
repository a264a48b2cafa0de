package dev.atscript.sample;

import java.sql.Types;
import org.springframework.jdbc.core.SqlParameterValue;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** JSON columns: text on SQLite, {@code jsonb} on PostgreSQL, and a text to this application on both. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    /** A parameter that PostgreSQL takes for {@code jsonb} and SQLite for text. */
    static SqlParameterValue parameter(Object value) {
        return new SqlParameterValue(Types.OTHER, MAPPER.writeValueAsString(value));
    }

    static <T> T read(String json, TypeReference<T> type) {
        return MAPPER.readValue(json, type);
    }
}
