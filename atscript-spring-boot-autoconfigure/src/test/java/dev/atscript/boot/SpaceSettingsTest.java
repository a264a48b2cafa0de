package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.boot.AtscriptProperties.Space;
import dev.atscript.db.model.DbSchema;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.SyncOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    void takesNoSpaceWhereASpellingMeansTwo() {
        assertThat(settings("atscript.db.spaces.my-reports.owner", model("My Reports", "my.reports"))
                        .byName())
                .containsOnlyKeys("my-reports");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-reports", "[my.reports]"})
    void joinsWhatFileAndEnvironmentSayOfASpace(String key) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "file",
                        Map.of(
                                "atscript.db.spaces." + key + ".url", "jdbc:sqlite:reports.db",
                                "atscript.db.spaces." + key + ".password", "of the file",
                                "atscript.db.spaces." + key + ".safe", "true")));
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        Map.of(
                                "ATSCRIPT_DB_SPACES_MYREPORTS_PASSWORD", "secret",
                                "ATSCRIPT_DB_SPACES_MYREPORTS_USERNAME", "ada",
                                "ATSCRIPT_DB_SPACES_MYREPORTS_OWNER", "o",
                                "ATSCRIPT_DB_SPACES_MYREPORTS_ADOPT", "keep",
                                "ATSCRIPT_DB_SPACES_MYREPORTS_DATASOURCE", "reports")));
        String space = key.replaceAll("[\\[\\]]", "");
        SpaceSettings settings = settings(environment, model(space));
        assertThat(settings.byName()).containsOnlyKeys(space);
        assertThat(settings.of(space))
                .isEqualTo(new Space(
                        "reports", "jdbc:sqlite:reports.db", "ada", "secret", "o", true, SyncOptions.Adopt.KEEP));
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
        return settings(environment, model);
    }

    private static SpaceSettings settings(StandardEnvironment environment, DbSchema model) {
        ConfigurationPropertySources.attach(environment);
        return SpaceSettings.of(
                Binder.get(environment).bindOrCreate(AtscriptProperties.PREFIX, AtscriptProperties.class), model);
    }
}
