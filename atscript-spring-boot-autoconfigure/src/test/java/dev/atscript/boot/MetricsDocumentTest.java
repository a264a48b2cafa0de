package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.sync.SyncResult;
import dev.atscript.db.sync.SyncStage;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.EachDatabase;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;

/** {@code docs/metrics.md} names what a start registers, and nothing else. */
class MetricsDocumentTest extends EachDatabase {

    @TempDir
    Path folder;

    /** A meter, as a row of the document describes it. */
    private record Row(String name, String type, String unit, Set<String> tags) {

        static Row of(List<String> cells) {
            return new Row(code(cells.get(0)), cells.get(1), cells.get(2), codes(cells.get(3)));
        }

        static Row of(Meter.Id id) {
            String type = id.getType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            String unit = Objects.requireNonNullElse(id.getBaseUnit(), "");
            return new Row(
                    id.getName(),
                    type,
                    unit,
                    id.getTags().stream().map(Tag::getKey).collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @EnumSource(AtscriptProperties.Phase.class)
    void namesWhatAStartRegistersAndPrometheusScrapes(AtscriptProperties.Phase phase) {
        try (HttpApplication application = start(phase)) {
            MeterRegistry registry = application.awaitStart().getBean(MeterRegistry.class);
            List<Meter.Id> registered = registry.getMeters().stream()
                    .map(Meter::getId)
                    .filter(id -> id.getName().startsWith("atscript"))
                    .toList();
            assertThat(registered.stream().map(Row::of).collect(Collectors.toSet()))
                    .isEqualTo(cells("atscript.db.").stream().map(Row::of).collect(Collectors.toSet()));
            assertThat(registered)
                    .flatMap(Meter.Id::getTags)
                    .allMatch(tag -> values(tag.getKey()).contains(tag.getValue()));

            String scrape = application.get("/actuator/prometheus").body();
            for (List<String> row : cells("atscript.db.")) {
                assertThat(scrape)
                        .containsPattern(Pattern.compile("^" + code(row.get(4)) + "(_count)?\\{", Pattern.MULTILINE));
            }
            String dialect = kind == DatabaseKind.SQLITE ? "sqlite" : "postgres";
            assertThat(scrape)
                    .contains("atscript_db_sync_seconds_count{dialect=\"" + dialect
                            + "\",error=\"none\",outcome=\"synced\",phase=\"" + phase.id()
                            + "\",space=\"default\"} 1")
                    .contains("atscript_db_drift{space=\"default\"} 0.0");
        }
    }

    @Test
    void namesEveryOutcomePhaseAndStage() {
        assertThat(values("outcome"))
                .contains("dry-run", "failed", "unknown")
                .containsAll(names(SyncResult.Status.values()));
        assertThat(values("phase")).isEqualTo(names(AtscriptProperties.Phase.values()));
        assertThat(values("stage")).containsAll(names(SyncStage.values(), SyncStage.LOCK));
    }

    private static Set<String> values(String tag) {
        return cells(tag + "`").stream()
                .flatMap(row -> codes(row.get(1)).stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Enum<?>[] all, Enum<?>... but) {
        return Arrays.stream(all)
                .filter(each -> !List.of(but).contains(each))
                .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.toSet());
    }

    private HttpApplication start(AtscriptProperties.Phase phase) {
        return HttpApplication.start(
                UsersApplication.on(WebApplicationType.SERVLET),
                WebApplicationType.SERVLET,
                List.of(
                        new AsFiles(folder).write(AsFiles.USERS).property(),
                        "atscript.db.phase=" + phase.id(),
                        "management.endpoints.web.exposure.include=prometheus",
                        "spring.datasource.url=" + database.jdbcUrl(),
                        "spring.datasource.username=" + database.username(),
                        "spring.datasource.password=" + database.password()),
                () -> {});
    }

    /** The cells of the rows whose first cell begins so. */
    private static List<List<String>> cells(String start) {
        try {
            return Files.readAllLines(Path.of("../docs/metrics.md")).stream()
                    .filter(line -> line.startsWith("| `" + start))
                    .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                            .map(String::strip)
                            .toList())
                    .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static String code(String cell) {
        return cell.replace("`", "");
    }

    private static Set<String> codes(String cell) {
        return Pattern.compile("`([^`]+)`")
                .matcher(cell)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}
