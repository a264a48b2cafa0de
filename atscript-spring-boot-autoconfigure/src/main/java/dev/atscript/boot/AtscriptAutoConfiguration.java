package dev.atscript.boot;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncOptions;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Compiles the {@code .as} files of the application, and brings its database in line with them. */
@AutoConfiguration(
        after = DataSourceAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration"
        })
@Conditional(AtscriptAutoConfiguration.OnDatabase.class)
@ConditionalOnBooleanProperty(name = "atscript.db.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AtscriptProperties.class)
public final class AtscriptAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    AtscriptSchema atscriptSchema(AtscriptProperties properties) {
        return Schemas.load(properties);
    }

    @Bean
    @ConditionalOnMissingBean
    SyncOptions atscriptSyncOptions(AtscriptProperties properties) {
        return properties.toOptions();
    }

    /** Made when a run begins, as it asks the database what it is. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    DbSpace atscriptDbSpace(
            @AtscriptDataSource ObjectProvider<DataSource> marked,
            ObjectProvider<DataSource> dataSources,
            ListableBeanFactory beanFactory,
            AtscriptProperties properties,
            Environment environment) {
        DataSource dataSource = new DataSources(marked, dataSources, beanFactory).choose(properties);
        return DbSpace.of(dataSource).withOwner(owner(properties, environment));
    }

    private static String owner(AtscriptProperties properties, Environment environment) {
        String owner = StringUtils.hasText(properties.owner())
                ? properties.owner()
                : environment.getProperty("spring.application.name");
        return StringUtils.hasText(owner) ? owner : DbSpace.DEFAULT_OWNER;
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    SchemaSync atscriptSchemaSync(DbSpace space) {
        return new SchemaSync(space);
    }

    @Bean
    SyncOutcomes atscriptSyncOutcomes() {
        return new SyncOutcomes();
    }

    @Bean
    TrafficGate atscriptTrafficGate() {
        return new TrafficGate();
    }

    @Bean
    ShutdownCancellation atscriptShutdownCancellation() {
        return new ShutdownCancellation();
    }

    @Bean
    @ConditionalOnMissingBean
    AtscriptRunner atscriptRunner(
            ObjectProvider<SchemaSync> sync,
            AtscriptSchema schema,
            SyncOptions options,
            AtscriptProperties properties,
            SyncOutcomes outcomes,
            TrafficGate gate,
            ShutdownCancellation cancellation) {
        return new AtscriptRunner(
                new StartupSync(sync, schema, options, properties, outcomes, gate, cancellation, Clock.systemUTC()));
    }

    /** There is a database to migrate: a DataSource's, or the one that {@code atscript.db.url} names. */
    static final class OnDatabase extends AnyNestedCondition {

        OnDatabase() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnBean(DataSource.class)
        static final class OfTheApplication {}

        @ConditionalOnProperty("atscript.db.url")
        static final class OfTheProperties {}
    }
}
