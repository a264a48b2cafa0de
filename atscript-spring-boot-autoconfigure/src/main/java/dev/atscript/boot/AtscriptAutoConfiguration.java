package dev.atscript.boot;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SchemaSyncListener;
import dev.atscript.db.sync.SyncInterruptedException;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncStage;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.util.StringUtils;

/** Compiles the {@code .as} files of the application, and brings its database in line with them. */
@AutoConfiguration(
        after = DataSourceAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration"
        })
@Conditional({OnSwitch.Enabled.class, AtscriptAutoConfiguration.OnDatabase.class})
@EnableConfigurationProperties(AtscriptProperties.class)
public final class AtscriptAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    AtscriptSchema atscriptSchema(AtscriptProperties properties, RunRecorders recorders) {
        return recorders.stage(SyncStage.COMPILE, () -> Schemas.load(properties));
    }

    @Bean
    RunRecorders atscriptRunRecorders(ObjectProvider<RunRecorder> recorders) {
        return new RunRecorders(recorders);
    }

    @Bean
    StartupStepRecorder atscriptStartupStepRecorder(ApplicationStartup startup) {
        return new StartupStepRecorder(startup);
    }

    @Bean
    OptionsCustomizers atscriptOptionsCustomizers(
            ObjectProvider<SyncOptionsCustomizer> customizers, ListableBeanFactory beanFactory) {
        return new OptionsCustomizers(customizers, beanFactory);
    }

    @Bean
    @AutoConfigured
    @ConditionalOnMissingBean
    SyncOptions atscriptSyncOptions(
            AtscriptProperties properties, Environment environment, OptionsCustomizers customizers) {
        new VersionAsWritten(environment).require();
        return customizers.customize(properties.toOptions(environment));
    }

    /** Made when a run begins, as it asks the database what it is. */
    @Bean
    @Lazy
    @AutoConfigured
    @ConditionalOnMissingBean
    DbSpace atscriptDbSpace(AtscriptSpaces spaces) {
        return spaces.firstSpace();
    }

    @Bean
    SpaceSettings atscriptSpaceSettings(AtscriptProperties properties, AtscriptSchema schema) {
        return SpaceSettings.of(properties, schema.model());
    }

    @Bean
    DataSources atscriptDataSources(
            AtscriptProperties properties,
            SpaceSettings settings,
            @AtscriptDataSource ObjectProvider<DataSource> marked,
            ObjectProvider<DataSource> all,
            ListableBeanFactory beanFactory) {
        return new DataSources(properties, settings, marked, all, beanFactory);
    }

    @Bean
    AtscriptSpaces atscriptSpaces(
            DataSources dataSources,
            SpaceSettings settings,
            SyncOptions options,
            OptionsCustomizers customizers,
            AtscriptProperties properties,
            Environment environment,
            ListableBeanFactory beanFactory,
            ObjectProvider<SchemaSyncListener> listeners) {
        if (new ApplicationBeans(beanFactory).replace(SyncOptions.class)) {
            OwnSyncOptions.check(options, properties, environment, customizers.areThere());
        }
        return new AtscriptSpaces(
                dataSources, settings, options, customizers, owner(properties, environment), beanFactory, listeners);
    }

    private static String owner(AtscriptProperties properties, Environment environment) {
        String owner = StringUtils.hasText(properties.owner())
                ? properties.owner()
                : environment.getProperty("spring.application.name");
        return StringUtils.hasText(owner) ? owner : DbSpace.DEFAULT_OWNER;
    }

    @Bean
    @Lazy
    @AutoConfigured
    @ConditionalOnMissingBean
    SchemaSync atscriptSchemaSync(AtscriptSpaces spaces) {
        return spaces.firstSync();
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
    StartupSync atscriptStartupSync(
            AtscriptSpaces spaces,
            AtscriptSchema schema,
            AtscriptProperties properties,
            SyncOutcomes outcomes,
            TrafficGate gate,
            ShutdownCancellation cancellation,
            RunRecorders recorders,
            Environment environment,
            ListableBeanFactory beanFactory,
            ObjectProvider<SchemaSyncStrategy> strategy) {
        return new StartupSync(
                spaces,
                schema,
                properties,
                outcomes,
                gate,
                cancellation,
                recorders,
                Clock.systemUTC(),
                environment,
                new HibernateDdl(new EarlyBeans(beanFactory), environment),
                strategy);
    }

    @Bean
    @ConditionalOnMissingBean(name = "atscriptSchemaManagement")
    SchemaManagementProvider atscriptSchemaManagement(DataSources dataSources) {
        return new AtscriptSchemaManagement(dataSources);
    }

    /** The run when the web server is up already, so that probes are answered while a pod waits for another. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnPhase.Runner.class)
    static final class RunnerConfiguration {

        @Bean
        AtscriptRunner atscriptRunner(
                ObjectProvider<StartupSync> sync, ConfigurableApplicationContext context, ListableBeanFactory beans) {
            return new AtscriptRunner(unlessClosed(sync, context), new EarlyBeans(beans));
        }

        /** A signal may have closed the context before its runners are called: then all beans are made again, as far as they can be. */
        private static StartupSync unlessClosed(
                ObjectProvider<StartupSync> sync, ConfigurableApplicationContext context) {
            try {
                StartupSync made = context.isClosed() ? null : sync.getObject();
                if (made != null) {
                    return made;
                }
            } catch (BeansException ex) {
                if (!context.isClosed()) {
                    throw ex;
                }
            }
            throw new SyncInterruptedException();
        }
    }

    /** The run before all beans that need the tables. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnPhase.Initialization.class)
    @Import(DatabaseInitializationDependencyConfigurer.class)
    static final class InitializationConfiguration {

        @Bean
        AtscriptInitializer atscriptInitializer(StartupSync sync, BeanFactory beans) {
            return new AtscriptInitializer(sync, beans);
        }

        @Bean
        static SyncBeforeHibernate atscriptSyncBeforeHibernate() {
            return new SyncBeforeHibernate("atscriptInitializer");
        }

        @Bean
        static SyncBeforeReactiveScripts atscriptSyncBeforeReactiveScripts() {
            return new SyncBeforeReactiveScripts("atscriptInitializer");
        }

        @Bean
        static LazyInitializationExcludeFilter atscriptLazyInitializationExcludeFilter() {
            return LazyInitializationExcludeFilter.forBeanTypes(AtscriptInitializer.class);
        }
    }

    /**
     * There is a database to migrate: a DataSource's, one that {@code atscript.db.url} or a space's URL names, or that of a space or
     * sync of the application's own.
     */
    static final class OnDatabase extends AnyNestedCondition {

        OnDatabase() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @Conditional(OnAnyBean.OfDataSource.class)
        static final class OfTheApplication {}

        @Conditional(OnAnyBean.OfDbSpace.class)
        static final class OfAnOwnSpace {}

        @Conditional(OnAnyBean.OfSchemaSync.class)
        static final class OfAnOwnSync {}

        @ConditionalOnProperty("atscript.db.url")
        static final class OfTheProperties {}

        @Conditional(OnSpaceUrl.class)
        static final class OfASpace {}
    }
}
