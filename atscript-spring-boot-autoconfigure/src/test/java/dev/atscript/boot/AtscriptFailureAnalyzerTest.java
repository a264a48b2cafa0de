package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.report.Plans;
import dev.atscript.db.sync.AtscriptSchemaException;
import dev.atscript.db.sync.SyncExceptions;
import dev.atscript.db.sync.SyncState;
import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.Location;
import dev.atscript.lang.Severity;
import dev.atscript.lang.SourceFile;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class AtscriptFailureAnalyzerTest {

    @Test
    void isRegistered() {
        List<FailureAnalyzer> analyzers =
                SpringFactoriesLoader.forDefaultResourceLocation().load(FailureAnalyzer.class, (type, name, ex) -> {});
        assertThat(analyzers).hasAtLeastOneElementOfType(AtscriptFailureAnalyzer.class);
    }

    @Test
    void showsTheExcerptOfAnError() {
        Location location = new Location(new SourceFile("users.as", "name: strng"), 1, 7, 5);
        FailureAnalysis analysis = analyze(new BeanCreationException(
                "x",
                new AtscriptSchemaException(List.of(
                        new Diagnostic(Severity.ERROR, "AS2004", location, "unknown", "did you mean 'string'?")))));
        assertThat(analysis.getDescription())
                .startsWith("The .as files have errors:")
                .contains("users.as:1:7", "name: strng", "^^^^^", "did you mean 'string'?");
        assertThat(analysis.getAction()).contains("db check");
    }

    @Test
    void tellsWhatToDoAboutEveryFailureOfARun() {
        SyncState.Lock lock = new SyncState.Lock("pod-1", Instant.EPOCH, Instant.EPOCH, false);
        assertThat(analyze(SyncExceptions.plan(Plans.documented())).getAction()).contains("db sync --dry-run");
        assertThat(analyze(SyncExceptions.lock("pod-1 holds it", lock)).getDescription())
                .isEqualTo("pod-1 holds it");
        assertThat(analyze(SyncExceptions.lock("pod-1 holds it", lock)).getAction())
                .contains("atscript.db.wait-timeout");
        assertThat(analyze(SyncExceptions.statement("refused", "DROP")).getAction())
                .startsWith("The database is as it was.");
        assertThat(analyze(SyncExceptions.emptySchema(List.of("a"), List.of("users")))
                        .getAction())
                .contains("atscript.db.locations", "atscript.db.force");
    }

    @Test
    void tellsWhatToDoAboutAWrongConfiguration() {
        assertThat(analyze(new MissingLocationsException(List.of("a", "b"))).getDescription())
                .isEqualTo("No .as file was found at a, b.");
        assertThat(analyze(new MissingLocationsException(List.of())).getAction())
                .contains("atscript.db.fail-on-missing-locations");
        assertThat(analyze(new AmbiguousDataSourceException("DataSource beans", List.of("a", "b")))
                        .getAction())
                .contains("@AtscriptDataSource", "@Primary");
        assertThat(analyze(new UnreachableDatabaseException(new RuntimeException(), new RuntimeException("refused")))
                        .getDescription())
                .isEqualTo("The database cannot be reached: refused");
    }

    @Test
    void leavesOtherFailuresAlone() {
        assertThat(new AtscriptFailureAnalyzer().analyze(new IllegalStateException()))
                .isNull();
    }

    private static FailureAnalysis analyze(Throwable failure) {
        FailureAnalysis analysis = new AtscriptFailureAnalyzer().analyze(failure);
        assertThat(analysis).isNotNull();
        assertThat(analysis.getAction()).endsWith(".");
        return analysis;
    }
}
