package dev.atscript.boot;

import dev.atscript.db.dialect.ControlTableSql;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database whose schema lock another pod holds, so that an application on it does not get beyond its run. */
record LockedDatabase(TestDatabase database, JdbcTemplate jdbc, ControlTableSql control) implements AutoCloseable {

    private static final String TOKEN = "token";
    private static final String POD = "another pod";

    static LockedDatabase create(DatabaseKind kind) {
        TestDatabase database = kind.create();
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        ControlTableSql control =
                DbSpace.of(database.dataSource()).dialect().sessions().controlTable();
        jdbc.execute(control.create());
        jdbc.update(control.acquireLock(), TOKEN, POD, 600_000L);
        return new LockedDatabase(database, jdbc, control);
    }

    void release() {
        jdbc.update(control.releaseLock(), TOKEN, POD);
    }

    /** Starts an application on it, with those files. */
    HttpApplication start(SpringApplication application, WebApplicationType type, AsFiles files, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.addAll(List.of(
                files.property(),
                "atscript.db.poll-interval=20ms",
                "spring.datasource.url=" + database.jdbcUrl(),
                "spring.datasource.username=" + database.username(),
                "spring.datasource.password=" + database.password()));
        return HttpApplication.start(application, type, all, this::release);
    }

    @Override
    public void close() {
        database.close();
    }
}
