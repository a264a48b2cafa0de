package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.ViewMapping;
import org.jspecify.annotations.Nullable;

/** Views as SQLite has them. */
final class SqliteViews implements ViewMapping {

    @Override
    public boolean hasMaterializedViews() {
        return false;
    }

    @Override
    public String literal(boolean value) {
        return value ? "1" : "0";
    }

    /** SQLite has no regular expressions of its own: simple ones become GLOB, or LIKE where case does not matter. */
    @Override
    public @Nullable String matches(String expression, String pattern, String flags) {
        boolean foldsCase = flags.contains("i");
        Wildcards wildcards = Wildcards.of(pattern, foldsCase);
        boolean lines = flags.contains("m");
        if (wildcards == null || lines && wildcards.anchored()) {
            return null;
        }
        String condition = foldsCase
                ? expression + " LIKE " + Sql.literal(wildcards.pattern()) + " ESCAPE '\\'"
                : expression + " GLOB " + Sql.literal(wildcards.pattern());
        if (!wildcards.hasDot() || flags.contains("s")) {
            return condition;
        }
        // A dot stands for any character but a line's end: that is the whole text only where both ends are anchored.
        return wildcards.anchoredAtBothEnds()
                ? condition + " AND instr(" + expression + ", char(10)) = 0 AND instr(" + expression + ", char(13)) = 0"
                : null;
    }
}
