package dev.atscript.db.dialect;

import java.util.List;

/** The DataSource leads to a kind of database that no dialect supports. */
public final class UnsupportedDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String productName;

    UnsupportedDatabaseException(String productName, List<String> supported) {
        super("No support for the database '" + productName + "'; supported are " + String.join(", ", supported));
        this.productName = productName;
    }

    /** The database's name, as its JDBC driver tells it. */
    public String productName() {
        return productName;
    }
}
