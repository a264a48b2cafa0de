package dev.atscript.testing;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tests of a subclass run on each kind of database, and each has a new one. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
public abstract class EachDatabase {

    @Parameter
    protected DatabaseKind kind;

    protected TestDatabase database;
    protected JdbcTemplate jdbc;

    @BeforeEach
    final void createDatabase() {
        database = kind.create();
        jdbc = new JdbcTemplate(database.dataSource());
    }

    @AfterEach
    final void dropDatabase() {
        database.close();
    }
}
