package dev.atscript.boot;

import dev.atscript.boot.AtscriptProperties.Space;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.UnsupportedDataSourcePropertyException;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** A DataSource that properties describe. A run needs a handful of connections, one after the other: no pool has to be closed. */
final class UnpooledDataSource {

    private static final Logger log = LoggerFactory.getLogger(UnpooledDataSource.class);

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
            throw new WrongPropertyException(prefix + ".url is '" + withoutParameters(url) + "', which cannot be used: "
                    + ex.getMessage() + ".");
        }
        throw new WrongPropertyException(
                prefix + ".url is '" + withoutParameters(url) + "', and no driver is known for that.");
    }

    /**
     * Makes one that leads where another one leads, with credentials of its own.
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
                return dataSource;
            }
        } catch (UnsupportedDataSourcePropertyException | IllegalArgumentException | IllegalStateException ex) {
            log.debug("The URL of {} cannot be told", other, ex);
        }
        throw new WrongPropertyException(prefix + ".username needs " + prefix + ".url: the DataSource, a "
                + other.getClass().getName() + ", does not tell its own.");
    }

    /** Parameters may hold a password. */
    static String withoutParameters(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
