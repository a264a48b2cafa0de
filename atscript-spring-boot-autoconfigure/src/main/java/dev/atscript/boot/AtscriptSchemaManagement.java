package dev.atscript.boot;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.util.StringUtils;

/** Keeps Hibernate from making and dropping the tables of a database that sync looks after. */
final class AtscriptSchemaManagement implements SchemaManagementProvider {

    private final AtscriptProperties properties;
    private final Supplier<DataSource> ours;

    AtscriptSchemaManagement(AtscriptProperties properties, Supplier<DataSource> ours) {
        this.properties = properties;
        this.ours = ours;
    }

    /** With a URL of its own, sync migrates the database that the application's DataSource leads to. */
    @Override
    public SchemaManagement getSchemaManagement(DataSource dataSource) {
        boolean managed = StringUtils.hasText(properties.url()) || ours.get().equals(dataSource);
        return managed ? SchemaManagement.MANAGED : SchemaManagement.UNMANAGED;
    }
}
