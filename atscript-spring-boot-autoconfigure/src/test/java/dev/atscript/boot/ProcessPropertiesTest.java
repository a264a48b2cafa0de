package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ProcessPropertiesTest {

    private static final AtscriptProperties DEFAULTS = bound(new StandardEnvironment());

    @ParameterizedTest
    @CsvSource({
        "ATSCRIPT_DB_WAITTIMEOUT, 7s",
        "ATSCRIPT_DB_WAIT_TIMEOUT, 7s",
        "atscript_db_wait_timeout, 7s",
        "atscript.db.wait-timeout, 7s",
        "ATSCRIPT_DB_LOCATIONS, file:x",
        "ATSCRIPT_DB_LOCATIONS_0, file:x",
        "ATSCRIPT_DB_LOCATIONS_0_, file:x",
        "ATSCRIPT_DB_ONERROR, warn",
        "ATSCRIPT_DB_ON_ERROR, warn",
        "ATSCRIPT_DB_FAIL_ON_MISSING_LOCATIONS, false",
    })
    void knowsTheVariablesThatBootReads(String name, String value) {
        ConfigurableEnvironment environment = variables(Map.of(name, value));
        assertThat(bound(environment)).isNotEqualTo(DEFAULTS);
        assertThat(ProcessProperties.warnings(environment)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ATSCRIPT_DB_WAITTIMOUT, ATSCRIPT_DB_WAITTIMEOUT",
        "ATSCRIPT_DB_WAIT_TIMOUT, ATSCRIPT_DB_WAIT_TIMEOUT",
        "ATSCRIPT_DB_WAI_TTIMEOUT, ATSCRIPT_DB_WAITTIMEOUT",
        "atscript_db_sfae, ATSCRIPT_DB_SAFE",
        "ATSCRIPT_DB_SAFE_0, ATSCRIPT_DB_SAFE",
        "atscript.db.sfae, atscript.db.safe",
    })
    void tellsOfVariablesThatNothingReads(String name, String meant) {
        ConfigurableEnvironment environment = variables(Map.of(name, "true"));
        assertThat(bound(environment)).isEqualTo(DEFAULTS);
        assertThat(ProcessProperties.warnings(environment))
                .containsExactly(
                        "There is no property for the environment variable " + name + "; did you mean " + meant + "?");
    }

    @Test
    void tellsOfAVariableThatIsNearNothing() {
        assertThat(ProcessProperties.warnings(variables(Map.of("ATSCRIPT_DB_SOMETHING_ELSE", "1"))))
                .containsExactly("There is no property for the environment variable ATSCRIPT_DB_SOMETHING_ELSE; nothing"
                        + " reads it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATSCRIPT_DB_SERVICE_HOST",
                "ATSCRIPT_DB_SERVICE_PORT",
                "ATSCRIPT_DB_SERVICE_PORT_POSTGRES",
                "ATSCRIPT_DB_PORT",
                "ATSCRIPT_DB_PORT_5432_TCP",
                "ATSCRIPT_DB_PORT_5432_TCP_ADDR",
                "ATSCRIPT_DB_REPLICA_PORT_5432_TCP_PROTO",
                "ATSCRIPT_DBX_WAITTIMOUT",
                "ATSCRIPT_DB",
                "MY_ATSCRIPT_DB_SFAE",
            })
    void isNotConcernedWithWhatIsNotOurs(String name) {
        assertThat(ProcessProperties.warnings(variables(Map.of(name, "x")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"atscript.db.safe", "atscript.db.waitTimeout", "atscript.db.locations[0]", "atscript.other"})
    void knowsSystemProperties(String name) {
        assertThat(ProcessProperties.warnings(properties(Map.of(name, "x")))).isEmpty();
    }

    @Test
    void tellsOfSystemPropertiesThatNothingReads() {
        assertThat(ProcessProperties.warnings(
                        properties(Map.of("atscript.db.wait-timout", "7s", "atscript.db.safe.x", "y"))))
                .containsExactly(
                        "There is no property for the system property atscript.db.safe.x; did you mean atscript.db.safe?",
                        "There is no property for the system property atscript.db.wait-timout; did you mean"
                                + " atscript.db.wait-timeout?");
    }

    private static AtscriptProperties bound(ConfigurableEnvironment environment) {
        return Binder.get(environment).bindOrCreate(AtscriptProperties.PREFIX, AtscriptProperties.class);
    }

    private static ConfigurableEnvironment variables(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
        return environment;
    }

    private static ConfigurableEnvironment properties(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        String name = StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(name, new MapPropertySource(name, properties));
        return environment;
    }
}
