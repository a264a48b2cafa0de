package dev.atscript.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;

/** A database of its own, with a pool of one connection, as the time to connect is not sync's. */
final class SyncedDatabase implements AutoCloseable {

    private final TestDatabase database;
    private final HikariDataSource pool;
    private final SchemaSync sync;

    SyncedDatabase(DatabaseKind kind) {
        database = kind.create();
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.dataSource());
        config.setMaximumPoolSize(1);
        pool = new HikariDataSource(config);
        sync = new SchemaSync(DbSpace.of(pool));
    }

    SchemaSync sync() {
        return sync;
    }

    @Override
    public void close() {
        pool.close();
        database.close();
    }
}
