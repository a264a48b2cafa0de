package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.ModulesOnRequest;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code db sync} starts no Hibernate, which may change the schema, or miss what the sync makes. */
class CommandBesideJpaTest extends CommandFixture {

    @BeforeEach
    void writeAMigration() throws IOException {
        Files.writeString(folder.resolve("V1__Orders.sql"), "CREATE TABLE orders (id int PRIMARY KEY);\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "validate", "update", "create", "create-drop"})
    void changesNothingInADryRunWhateverHibernateWould(String ddlAuto) {
        assertThat(runWithJpa("db sync --dry-run", ddlAuto)).isZero();
        assertThat(out()).contains("1 to create");
        assertThat(tables()).isEmpty();

        loseAColumn();
        assertThat(runWithJpa("db sync --dry-run", ddlAuto)).isZero();
        assertThat(runWithJpa(
                        "db sync --spring.flyway.baseline-on-migrate=true --spring.flyway.baseline-version=1", ddlAuto))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(jdbc.queryForList("SELECT name FROM users", String.class)).containsExactly("x");
    }

    @Test
    void makesWhatHibernateWillValidate() {
        assertThat(runWithJpa("db sync --atscript.db.phase=database-initialization", "validate"))
                .isZero();
        assertThat(err()).isEmpty();
        assertThat(tables()).contains("users", "orders");
    }

    private int runWithJpa(String commandLine, String ddlAuto) {
        return run(commandLine + " --" + ModulesOnRequest.property("flyway", "hibernate", "data.jpa")
                + " --spring.flyway.locations=filesystem:" + folder + " --spring.jpa.hibernate.ddl-auto=" + ddlAuto);
    }
}
