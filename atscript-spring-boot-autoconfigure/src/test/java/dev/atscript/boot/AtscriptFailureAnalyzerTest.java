package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.atscript.db.dialect.DialectExceptions;
import dev.atscript.db.dialect.Dialects;
import dev.atscript.db.model.DbSchema;
import dev.atscript.db.report.Plans;
import dev.atscript.db.sync.AtscriptSchemaException;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SyncException;
import dev.atscript.db.sync.SyncExceptions;
import dev.atscript.db.sync.SyncState;
import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.Location;
import dev.atscript.lang.Severity;
import dev.atscript.lang.SourceFile;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class AtscriptFailureAnalyzerTest {

    /** What all failures of runs are, what a failure of one of several spaces is wrapped in, and what the command line throws. */
    private static final Set<Class<?>> OF_ANOTHER_USE =
            Set.of(SyncException.class, SpaceSyncException.class, UsageException.class);

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

    @ParameterizedTest
    @MethodSource("failures")
    void tellsWhatToDoAboutEveryKindOfFailure(RuntimeException failure) {
        assertThat(analyze(failure).getDescription()).contains(String.valueOf(failure.getMessage()));
        assertThat(Failures.find(new BeanCreationException("x", failure))).isSameAs(failure);
    }

    @Test
    void thatIsEveryKindThereIs() {
        List<Class<?>> kinds = new ClassFileImporter()
                        .withImportOption(location -> !location.contains("/test-classes/"))
                        .importPackages("dev.atscript.db", "dev.atscript.boot")
                        .stream()
                        .filter(type -> type.isAssignableTo(RuntimeException.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(kind -> !OF_ANOTHER_USE.contains(kind))
                        .toList();
        assertThat(kinds).contains(SyncException.class.getPermittedSubclasses());
        assertThat(failures()).extracting(Object::getClass).hasSameElementsAs(kinds);
    }

    static List<RuntimeException> failures() {
        List<RuntimeException> failures = new ArrayList<>(SyncExceptions.all(Plans.documented()));
        DbSpace space = new DbSpace(
                "audit", new SimpleDriverDataSource(), Dialects.all().get(0), "default");
        failures.addAll(List.of(
                new AtscriptSchemaException(List.of()),
                DialectExceptions.unsupported("Other"),
                new MissingLocationsException(List.of("a", "b")),
                AmbiguousDataSourceException.of(List.of("a", "b")),
                new UnreachableDatabaseException(new RuntimeException(), new RuntimeException("refused")),
                new UnconfiguredSpaceException("audit", new DbSchema(List.of(), List.of()), List.of()),
                new UnfitDataSourceException("It leads nowhere.", "Lead it."),
                new SharedDatabaseException(space, space, "jdbc:x"),
                new SyncOptionsCustomizerException("The SyncOptionsCustomizer 'a'", new RuntimeException("why")),
                new WrongPropertyException("atscript.db.safe is wrong.")));
        return failures;
    }

    @Test
    void tellsWhatToDoAboutAWrongConfiguration() {
        assertThat(analyze(new MissingLocationsException(List.of("a/*.as", "b.as")))
                        .getDescription())
                .isEqualTo("No .as file was found at a/*.as, b.as.");
        assertThat(analyze(new MissingLocationsException(List.of("a/*.as", "file:/b/")))
                        .getDescription())
                .isEqualTo("No .as file was found at a/*.as, file:/b/. A location is a pattern for files: say"
                        + " file:/b/**/*.as for those in a folder.");
        assertThat(analyze(new MissingLocationsException(List.of())).getAction())
                .contains("atscript.db.fail-on-missing-locations");
        assertThat(analyze(AmbiguousDataSourceException.of(List.of("a", "b"))).getAction())
                .contains("@AtscriptDataSource", "@Primary");
        assertThat(analyze(DialectExceptions.unsupported("H2")).getAction())
                .contains("@AutoConfigureTestDatabase(replace = Replace.NONE)");
        assertThat(analyze(DialectExceptions.unsupported("Oracle")).getAction()).doesNotContain("Test");
        assertThat(analyze(new UnreachableDatabaseException(new RuntimeException(), new RuntimeException("refused")))
                        .getDescription())
                .isEqualTo("The database cannot be reached: refused");
    }

    @Test
    void saysThatTheOnlyConnectionWasClosed() throws SQLException {
        SingleConnectionDataSource dataSource = new SingleConnectionDataSource("jdbc:sqlite::memory:", false);
        dataSource.getConnection().close();
        FailureAnalysis analysis = analyze(
                new UnreachableDatabaseException(new RuntimeException(), catchThrowable(dataSource::getConnection)));
        assertThat(analysis.getDescription()).startsWith("No connection to the database is left: ");
        assertThat(analysis.getAction())
                .contains("new SingleConnectionDataSource(url, true)")
                .doesNotContain("Check spring.datasource.url");
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
