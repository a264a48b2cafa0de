package dev.atscript.db.dialect;

import java.util.List;
import java.util.stream.Collectors;

/** The DataSource leads to a database that no dialect supports, or to a version that is too old. */
public final class UnsupportedDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String productName;

    UnsupportedDatabaseException(String productName, String version, List<SupportedDatabase> supported) {
        super("No support for the database " + productName + " " + version + "; supported are "
                + supported.stream().map(SupportedDatabase::toString).collect(Collectors.joining(", ")));
        this.productName = productName;
    }

    /** The database's name, as its JDBC driver tells it. */
    public String productName() {
        return productName;
    }
}
