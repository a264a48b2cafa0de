package dev.atscript.boot;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.atscript.db.sync.DbSpace;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.util.ClassUtils;

/** Looks whether the DataSource of a space leads to one database. */
final class SpaceDatabase {

    private static final boolean HIKARI_PRESENT =
            ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", SpaceDatabase.class.getClassLoader());

    private SpaceDatabase() {}

    /**
     * The space of a DataSource.
     *
     * @throws UnfitDataSourceException if it leads to none, or each of its connections to one of its own
     */
    static DbSpace of(String name, DataSource dataSource) {
        DbSpace space = reached(name, dataSource);
        String url = urlOfSeveralConnections(dataSource);
        String shared = url == null ? null : space.dialect().sessions().sharedUrl(url);
        if (shared != null) {
            throw new UnfitDataSourceException(
                    "The database at " + UnpooledDataSource.withoutSecrets(String.valueOf(url))
                            + " is in memory, and each connection has a database of its own: the sync would bring one in"
                            + " line, and the application find others, which are empty.",
                    "Let all connections share one database by the URL " + shared
                            + ", or let the pool have one connection"
                            + " and keep it (spring.datasource.hikari.maximum-pool-size=1 and"
                            + " spring.datasource.hikari.max-lifetime=0).");
        }
        return space;
    }

    private static DbSpace reached(String name, DataSource dataSource) {
        try {
            return DbSpace.of(name, dataSource);
        } catch (IllegalStateException ex) {
            AbstractRoutingDataSource routing = DataSourceUnwrapper.unwrap(dataSource, AbstractRoutingDataSource.class);
            throw routing == null
                    ? ex
                    : new UnfitDataSourceException(
                            "The DataSource, a " + routing.getClass().getName()
                                    + ", leads nowhere while the application starts: " + ex.getMessage()
                                    + ". It knows: "
                                    + routing.getResolvedDataSources().keySet() + ".",
                            "Mark the DataSource to migrate with @AtscriptDataSource, or set atscript.db.url,"
                                    + " atscript.db.username and atscript.db.password to where the tables are and who"
                                    + " migrates, or give the routing one a default target.");
        }
    }

    /** Null where there is one connection at most, or it cannot be told. */
    private static @Nullable String urlOfSeveralConnections(DataSource dataSource) {
        return dataSource instanceof SimpleDriverDataSource unpooled
                ? unpooled.getUrl()
                : HIKARI_PRESENT ? Hikari.urlOfSeveralConnections(dataSource) : null;
    }

    /** Apart, as Hikari's classes may not be there. */
    private static final class Hikari {

        static @Nullable String urlOfSeveralConnections(DataSource dataSource) {
            HikariDataSource pool =
                    DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class, HikariDataSource.class);
            return pool == null || pool.getMaximumPoolSize() == 1 ? null : pool.getJdbcUrl();
        }
    }
}
