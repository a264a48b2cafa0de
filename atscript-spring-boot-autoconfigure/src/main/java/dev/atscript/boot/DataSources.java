package dev.atscript.boot;

import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Chooses the DataSource to migrate with. */
final class DataSources {

    private final ObjectProvider<DataSource> marked;
    private final ObjectProvider<DataSource> all;
    private final ListableBeanFactory beans;

    /**
     * Creates the choice.
     *
     * @param marked those with {@link AtscriptDataSource}
     * @param all all of them
     */
    DataSources(ObjectProvider<DataSource> marked, ObjectProvider<DataSource> all, ListableBeanFactory beans) {
        this.marked = marked;
        this.all = all;
        this.beans = beans;
    }

    /** The marked one, else what the properties describe, else the application's. */
    DataSource choose(AtscriptProperties properties) {
        DataSource chosen = marked.getIfUnique();
        if (chosen != null) {
            return chosen;
        }
        if (marked.stream().findAny().isPresent()) {
            List<String> names = names().stream()
                    .filter(name -> beans.findAnnotationOnBean(name, AtscriptDataSource.class) != null)
                    .toList();
            throw new AmbiguousDataSourceException("DataSource beans with @AtscriptDataSource", names);
        }
        if (properties.url() != null) {
            return unpooled(properties.url(), properties);
        }
        if (properties.username() != null || properties.password() != null) {
            throw new WrongPropertyException("atscript.db.username and atscript.db.password need atscript.db.url.");
        }
        return all.getIfUnique(() -> {
            throw new AmbiguousDataSourceException("DataSource beans", names());
        });
    }

    private List<String> names() {
        return Arrays.asList(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, DataSource.class));
    }

    /** A run needs a handful of connections, one after the other; no pool has to be closed after it. */
    private static DataSource unpooled(String url, AtscriptProperties properties) {
        DataSourceBuilder<SimpleDriverDataSource> builder =
                DataSourceBuilder.create().type(SimpleDriverDataSource.class).url(url);
        if (properties.username() != null) {
            builder.username(properties.username());
        }
        if (properties.password() != null) {
            builder.password(properties.password());
        }
        try {
            SimpleDriverDataSource dataSource = builder.build();
            if (dataSource.getDriver() != null) {
                return dataSource;
            }
        } catch (IllegalArgumentException | IllegalStateException ex) {
            throw new WrongPropertyException("atscript.db.url is '" + withoutParameters(url)
                    + "', which cannot be used: " + ex.getMessage() + ".");
        }
        throw new WrongPropertyException(
                "atscript.db.url is '" + withoutParameters(url) + "', and no driver is known for that.");
    }

    /** Parameters may hold a password. */
    private static String withoutParameters(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
