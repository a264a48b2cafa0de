package dev.atscript.boot;

import javax.sql.DataSource;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;

/** Keeps Hibernate from making and dropping the tables of a database that sync looks after. */
final class AtscriptSchemaManagement implements SchemaManagementProvider {

    private final DataSources dataSources;

    AtscriptSchemaManagement(DataSources dataSources) {
        this.dataSources = dataSources;
    }

    @Override
    public SchemaManagement getSchemaManagement(DataSource dataSource) {
        return dataSources.isLookedAfter(dataSource) ? SchemaManagement.MANAGED : SchemaManagement.UNMANAGED;
    }
}
