package dev.atscript.db.sync;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Which state of the database's schema a plan was made for. A plan replaces tables by what it knows of them, so that what
 * somebody adds to one in the meantime would go without a word.
 *
 * @param query see {@link dev.atscript.db.dialect.Sessions#schemaStampQuery}
 * @param text what it said; null where nobody asks
 */
record SchemaStamp(@Nullable String query, @Nullable String text) {

    static SchemaStamp of(Database database) {
        String query = database.dialect().sessions().schemaStampQuery();
        return new SchemaStamp(query, query == null ? null : database.each(jdbc -> read(query, jdbc)));
    }

    /** Whether the schema is as it was. */
    boolean isCurrent(JdbcOperations jdbc) {
        return query == null || read(query, jdbc).equals(text);
    }

    private static String read(String query, JdbcOperations jdbc) {
        return String.valueOf(jdbc.queryForObject(query, String.class));
    }
}
