package dev.atscript.boot;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.atscript.boot.AtscriptProperties.Space;
import java.util.Properties;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.UnsupportedDataSourcePropertyException;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;

/** A DataSource that properties describe. A run needs a handful of connections, one after the other: no pool has to be closed. */
final class UnpooledDataSource {

    private static final Logger log = LoggerFactory.getLogger(UnpooledDataSource.class);

    private static final boolean HIKARI_PRESENT =
            ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", UnpooledDataSource.class.getClassLoader());

    private UnpooledDataSource() {}

    /**
     * Makes one.
     *
     * @param prefix what the properties begin with
     * @throws WrongPropertyException if no driver takes the URL
     */
    static DataSource of(Space said, String prefix) {
        String url = String.valueOf(said.url());
        DataSourceBuilder<SimpleDriverDataSource> builder =
                DataSourceBuilder.create().type(SimpleDriverDataSource.class).url(url);
        if (said.username() != null) {
            builder.username(said.username());
        }
        if (said.password() != null) {
            builder.password(said.password());
        }
        try {
            SimpleDriverDataSource dataSource = builder.build();
            if (dataSource.getDriver() != null) {
                return dataSource;
            }
        } catch (IllegalArgumentException | IllegalStateException ex) {
            throw new WrongPropertyException(prefix + ".url is '" + withoutSecrets(url) + "', which cannot be used: "
                    + String.valueOf(ex.getMessage()).replace(url, withoutSecrets(url)) + ".");
        }
        throw new WrongPropertyException(
                prefix + ".url is '" + withoutSecrets(url) + "', and no driver is known for that.");
    }

    /**
     * Makes one that leads where another one leads, and as that does where it is Hikari's, with credentials of its own.
     *
     * @param said the credentials; without a password, the other's
     * @param prefix what the properties begin with
     * @throws WrongPropertyException if the other one does not tell its URL
     */
    static DataSource derivedFrom(DataSource other, Space said, String prefix) {
        try {
            SimpleDriverDataSource dataSource = DataSourceBuilder.derivedFrom(other)
                    .type(SimpleDriverDataSource.class)
                    .username(said.username())
                    .password(said.password())
                    .build();
            if (dataSource.getUrl() != null && dataSource.getDriver() != null) {
                dataSource.setConnectionProperties(driverProperties(other));
                return dataSource;
            }
        } catch (UnsupportedDataSourcePropertyException | IllegalArgumentException | IllegalStateException ex) {
            log.debug("The URL of {} cannot be told", other, ex);
        }
        throw new WrongPropertyException(prefix + ".username needs " + prefix + ".url: the DataSource, a "
                + other.getClass().getName() + ", does not tell its own.");
    }

    /** What a pool tells the driver beside the URL: encryption, a schema. */
    private static Properties driverProperties(DataSource pool) {
        Properties properties = HIKARI_PRESENT ? Hikari.driverProperties(pool) : new Properties();
        properties.remove("user");
        properties.remove("password");
        return properties;
    }

    /** Apart, as Hikari's classes may not be there. */
    private static final class Hikari {

        static Properties driverProperties(DataSource pool) {
            Properties properties = new Properties();
            HikariDataSource hikari =
                    DataSourceUnwrapper.unwrap(pool, HikariConfigMXBean.class, HikariDataSource.class);
            if (hikari != null) {
                // As Hikari does: drivers leave out what is no string.
                hikari.getDataSourceProperties()
                        .forEach((name, value) -> properties.setProperty(name.toString(), value.toString()));
            }
            return properties;
        }
    }

    /** The URL without what may hold a password: its parameters, and who stands before the host. */
    static String withoutSecrets(String url) {
        int parameters = url.indexOf('?');
        return (parameters < 0 ? url : url.substring(0, parameters)).replaceFirst("//.*@", "//");
    }
}
