package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.model.DbSchema;
import dev.atscript.db.sync.AtscriptSchema;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Which space a key of {@code atscript.db.spaces} means. */
class SpaceSettingsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "atscript.db.spaces.my-reports.owner, my-reports",
        "atscript.db.spaces.my_reports.owner, my_reports",
        "atscript.db.spaces.[my.reports].owner, my.reports",
        "atscript.db.spaces.myReports.owner, myReports",
        "atscript.db.spaces.myreports.owner, My Reports",
        "ATSCRIPT_DB_SPACES_MYREPORTS_OWNER, my_reports",
        "ATSCRIPT_DB_SPACES_DEFAULT_OWNER, default",
    })
    void knowsASpaceInEverySpelling(String property, String space) {
        assertThat(settings(property, model(space)).of(space).owner()).isEqualTo("o");
    }

    @Test
    void takesTheSpaceThatIsSpeltSoWhereThereAreSeveral() {
        SpaceSettings settings = settings("atscript.db.spaces.reports.owner", model("reports", "Reports"));
        assertThat(settings.of("reports").owner()).isEqualTo("o");
        assertThat(settings.of("Reports").owner()).isNull();
    }

    @Test
    void keepsWhatIsSaidOfASpaceWithoutTables() {
        assertThat(settings("atscript.db.spaces.reports.owner", model("other")).byName())
                .containsOnlyKeys("reports");
    }

    private DbSchema model(String... spaces) {
        StringBuilder model = new StringBuilder();
        for (int i = 0; i < spaces.length; i++) {
            model.append("@db.table\n@db.space '" + spaces[i] + "'\ninterface T" + i
                    + " {\n  @meta.id\n  id: number.int\n}\n");
        }
        new AsFiles(folder).write(model.toString());
        return AtscriptSchema.load(folder.toUri() + "*.as").model();
    }

    private static SpaceSettings settings(String property, DbSchema model) {
        StandardEnvironment environment = new StandardEnvironment();
        Map<String, Object> values = Map.of(property, "o");
        environment
                .getPropertySources()
                .addFirst(
                        property.startsWith("ATSCRIPT")
                                ? new SystemEnvironmentPropertySource(
                                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, values)
                                : new MapPropertySource("test", values));
        ConfigurationPropertySources.attach(environment);
        return SpaceSettings.of(
                Binder.get(environment).bindOrCreate(AtscriptProperties.PREFIX, AtscriptProperties.class), model);
    }
}
