package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.Dialects;
import dev.atscript.db.model.DbTable;
import javax.sql.DataSource;

/**
 * A database to bring in line, and whose part of it.
 *
 * @param name the space's name; tables belong to it by {@code @db.space}
 * @param dataSource where connections come from; a pool of one is enough
 * @param dialect the kind of database
 * @param owner whose tables these are, where several applications share one database; {@value #DEFAULT_OWNER} otherwise
 */
public record DbSpace(String name, DataSource dataSource, Dialect dialect, String owner) {

    /** The owner of a database that one application has for itself. */
    public static final String DEFAULT_OWNER = "default";

    /**
     * The default space of a database.
     *
     * @throws dev.atscript.db.dialect.UnsupportedDatabaseException if no dialect supports the database
     * @throws org.springframework.jdbc.CannotGetJdbcConnectionException if it cannot be reached
     */
    public static DbSpace of(DataSource dataSource) {
        return of(DbTable.DEFAULT_SPACE, dataSource);
    }

    /**
     * A named space of a database.
     *
     * @param name as {@code @db.space} has it
     * @throws dev.atscript.db.dialect.UnsupportedDatabaseException if no dialect supports the database
     * @throws org.springframework.jdbc.CannotGetJdbcConnectionException if it cannot be reached
     */
    public static DbSpace of(String name, DataSource dataSource) {
        return new DbSpace(name, dataSource, Dialects.of(dataSource), DEFAULT_OWNER);
    }

    /** The same database as another owner's. */
    public DbSpace withOwner(String other) {
        return new DbSpace(name, dataSource, dialect, other);
    }
}
