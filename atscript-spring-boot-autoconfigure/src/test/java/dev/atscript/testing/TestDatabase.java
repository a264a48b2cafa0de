package dev.atscript.testing;

import javax.sql.DataSource;

/**
 * An empty database for one test, gone when closed.
 *
 * @param name unique in its server
 * @param jdbcUrl where it is, without credentials
 * @param username who connects; empty where databases know no users
 * @param password the user's password; empty where databases know no users
 * @param dataSource opens a connection of its own for every call
 * @param drop removes the database, whoever is connected
 */
public record TestDatabase(
        String name, String jdbcUrl, String username, String password, DataSource dataSource, Runnable drop)
        implements AutoCloseable {

    @Override
    public void close() {
        drop.run();
    }

    @Override
    public String toString() {
        return jdbcUrl;
    }
}
