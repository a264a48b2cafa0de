package dev.atscript.db.dialect;

/** Exceptions of dialects, for tests of who shows them. */
public final class DialectExceptions {

    private DialectExceptions() {}

    public static UnsupportedDatabaseException unsupported(String productName) {
        return new UnsupportedDatabaseException(
                productName,
                "1.0",
                Dialects.all().stream().map(Dialect::database).toList());
    }
}
