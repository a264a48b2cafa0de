package dev.atscript.db.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.AtscriptSchemaException;
import dev.atscript.db.sync.SyncPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** Runs a case on a database. */
final class CaseRun {

    private static final boolean OLDEST = Boolean.getBoolean("contract.oldest");

    private static final Pattern DDL = Pattern.compile("(?im)^\\s*(CREATE|ALTER|DROP|COMMENT|GRANT)\\b");

    /** What a first sync would need as well. */
    private static final Pattern PREREQUISITE =
            Pattern.compile("(?i)\\s*(CREATE (TYPE|DOMAIN|COLLATION|EXTENSION|SCHEMA)|ALTER EXTENSION|SET|RESET)\\b");

    private final ContractCase contractCase;
    private final ContractDatabase database;
    private final ContractDatabase fresh;
    private final List<Section> sections;
    private @Nullable AtscriptSchema schema;
    private @Nullable SyncPlan plan;
    private @Nullable Refusal refusal;
    private final List<String> prerequisites = new ArrayList<>();
    private boolean altered;

    /**
     * A run of a case.
     *
     * @param fresh another database of the kind, to compare with what a first sync makes
     */
    CaseRun(ContractCase contractCase, ContractDatabase database, ContractDatabase fresh) {
        this.contractCase = contractCase;
        this.database = database;
        this.fresh = fresh;
        this.sections = contractCase.sections(database.names());
    }

    void run() {
        database.clean();
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            try {
                run(section, i);
            } catch (AssertionError | RuntimeException ex) {
                String place = contractCase.file() + ", " + section.place() + " (" + database.dialect() + ", "
                        + section.keyword() + ") of the case '" + contractCase.title() + "'";
                throw new AssertionError(place + System.lineSeparator() + ex.getMessage(), ex);
            }
        }
    }

    private void run(Section section, int index) {
        switch (section.keyword()) {
            case "before", "after" -> compileAndSync(section, index);
            case "again" -> sync(section, index);
            case "sql" -> execute(section);
            case "plan" -> check(section, plan == null ? List.of("no plan") : PlanLines.of(plan));
            case "error" -> checkError(section);
            case "schema" -> check(section, database.catalogue().describe(section.arguments(), false));
            case "tables" -> check(section, database.catalogue().tables());
            case "select" -> check(section, Rows.of(database.jdbc(), section.arguments()));
            case "refused" -> checkRefused(section);
            default -> throw new IllegalStateException(section.keyword());
        }
    }

    private void compileAndSync(Section section, int index) {
        try {
            schema = ModelText.compile(section.body());
        } catch (AtscriptSchemaException ex) {
            if (!expectsError(index)) {
                throw ex;
            }
            refusal = new Refusal(String.valueOf(ex.getMessage()), List.of());
            return;
        }
        sync(section, index);
    }

    private boolean expectsError(int index) {
        return index + 1 < sections.size() && sections.get(index + 1).is("error");
    }

    private void check(Section section, List<String> actual) {
        List<String> expected = new ArrayList<>(section.lines(database.names()));
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            if (matches(expected.get(i), actual.get(i))) {
                expected.set(i, actual.get(i));
            }
        }
        assertThat(String.join("\n", actual)).isEqualTo(String.join("\n", expected));
    }

    /** Whether a line is as expected, where an ellipsis in what is expected stands for anything. */
    private static boolean matches(String expected, String actual) {
        String pattern = Stream.of(expected.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return actual.matches(pattern);
    }

    private void checkError(Section section) {
        if (refusal == null) {
            throw new AssertionError("No sync failed");
        }
        refusal.check(section.lines(database.names()));
    }

    private void checkRefused(Section section) {
        try {
            database.jdbc().execute(section.arguments());
        } catch (DataAccessException ex) {
            section.lines(database.names()).forEach(line -> assertThat(ex).hasMessageContaining(line));
            return;
        }
        throw new AssertionError("The database accepted: " + section.arguments());
    }

    private void sync(Section section, int index) {
        AtscriptSchema current = Optional.ofNullable(schema)
                .orElseThrow(() -> new IllegalStateException("There is no model to sync again"));
        StepOptions options = StepOptions.parse(section.arguments());
        SyncStep step = new SyncStep(database, current, options);
        if (expectsError(index)) {
            List<String> before = everything();
            refusal = step.fail();
            assertThat(everything()).as("the database after a failed sync").isEqualTo(before);
            plan = null;
        } else {
            plan = step.apply();
            refusal = null;
            compareWithFirstSync(current, options);
        }
    }

    /** However a database came to its schema, it is as if the first sync had made it; shown on the newest databases. */
    private void compareWithFirstSync(AtscriptSchema current, StepOptions options) {
        if (OLDEST
                || plan == null
                || plan.skippedChanges() > 0
                || current.model().tables().isEmpty()) {
            return;
        }
        altered |= !options.isPlain();
        FirstSync.compare(database, fresh, current, options, prerequisites, altered);
    }

    private List<String> everything() {
        return everything(database);
    }

    /** All that a database holds, as text. */
    static List<String> everything(ContractDatabase database) {
        List<String> everything = new ArrayList<>();
        for (String relation : database.catalogue().tables()) {
            everything.add(relation);
            everything.addAll(database.catalogue().describe(relation.substring(relation.indexOf(' ') + 1), true));
        }
        everything.addAll(database.catalogue().content());
        return everything;
    }

    private void execute(Section section) {
        altered |= DDL.matcher(section.body()).find();
        for (String statement : section.body().split(";[ ]*\n")) {
            if (!statement.isBlank()) {
                database.jdbc().execute(statement);
            }
            if (PREREQUISITE.matcher(statement).lookingAt()) {
                prerequisites.add(statement);
            }
        }
    }
}
