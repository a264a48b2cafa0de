package dev.atscript.db.dialect.sqlite;

/**
 * What SQLite makes of a value that it stores in a column. It knows a column's type by this alone, but in a STRICT table.
 *
 * @see <a href="https://www.sqlite.org/datatype3.html#determination_of_column_affinity">Column affinity</a>
 */
enum Affinity {
    INTEGER,
    TEXT,
    /** Values stay what they are. */
    NONE,
    REAL,
    NUMERIC;

    /** The affinity of a type in its canonical spelling. */
    static Affinity of(String type) {
        if (type.contains("INT")) {
            return INTEGER;
        }
        if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
            return TEXT;
        }
        // In STRICT tables ANY keeps values as they are; elsewhere it would be NUMERIC, which is not told here.
        if (type.contains("BLOB") || type.isEmpty() || type.equals("ANY")) {
            return NONE;
        }
        boolean isReal = type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB");
        return isReal ? REAL : NUMERIC;
    }

    /** Whether a column of the type makes numbers of what it is compared with. */
    static boolean isNumber(String type) {
        Affinity affinity = of(type);
        return affinity == INTEGER || affinity == REAL || affinity == NUMERIC;
    }

    /** Whether columns of both types hold the same values, and compare them in the same way. */
    static boolean isSame(String type, String other) {
        return of(type) == of(other);
    }
}
