package dev.atscript.db.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.contract.GeneratedModel.Column;
import dev.atscript.db.contract.GeneratedModel.Default;
import dev.atscript.db.contract.GeneratedModel.Table;
import dev.atscript.db.contract.GeneratedModel.Type;
import dev.atscript.db.schema.Change;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.SyncChange;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncPlanException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A model made by chance is synced and filled with rows, changed by chance and synced again: the schema is as if the first
 * sync had made it, every value of every column that stays is there, and a second plan is empty; or the plan is refused
 * by an error and nothing has changed. A safe run before that changes nothing of it. A pair of a seed: {@code -Dseed=… -Dpairs=1}.
 */
class GeneratedPairsTest {

    private static final boolean FULL = "full".equals(System.getProperty("campaign"));

    /** A build finds what it found before; a campaign looks for what is new. */
    private static final long SEED = Long.getLong("seed", FULL ? System.nanoTime() : 20_260_101);

    /** Of so few pairs some kinds of changes may not be among those that are made. */
    private static final int FEW = 1000;

    private static final int MAY_BE_MISSING = 2;

    /** Of a hundred pairs so many are made, and not refused: fewer, and the test would prove little. */
    private static final int APPLIED_PERCENT = 75;

    @Test
    void keepsEveryValueOnSqlite() {
        try (ContractDatabase database = new SqliteContractDatabase();
                ContractDatabase fresh = new SqliteContractDatabase()) {
            run(database, fresh, FULL ? 200_000 : 2_000, false);
        }
    }

    @Test
    void keepsEveryValueAfterASafeRunOnSqlite() {
        try (ContractDatabase database = new SqliteContractDatabase();
                ContractDatabase fresh = new SqliteContractDatabase()) {
            run(database, fresh, FULL ? 100_000 : 200, true);
        }
    }

    @Test
    void keepsEveryValueOnPostgres() {
        try (ContractDatabase database = new PostgresContractDatabase();
                ContractDatabase fresh = new PostgresContractDatabase()) {
            run(database, fresh, FULL ? 20_000 : 260, false);
        }
    }

    @Test
    void keepsEveryValueAfterASafeRunOnPostgres() {
        try (ContractDatabase database = new PostgresContractDatabase();
                ContractDatabase fresh = new PostgresContractDatabase()) {
            run(database, fresh, FULL ? 10_000 : 30, true);
        }
    }

    private static void run(ContractDatabase database, ContractDatabase fresh, int defaultPairs, boolean safeFirst) {
        int pairs = Integer.getInteger("pairs", defaultPairs);
        int applied = 0;
        Map<ModelEdit, Integer> edits = new EnumMap<>(ModelEdit.class);
        for (int i = 0; i < pairs; i++) {
            long seed = SEED + i;
            Pair pair = new Pair(database, fresh, seed);
            try {
                if (pair.run(safeFirst)) {
                    applied++;
                    pair.edits.forEach(edit -> edits.merge(edit, 1, Integer::sum));
                }
            } catch (AssertionError | RuntimeException ex) {
                throw new AssertionError(
                        "seed " + seed + " on " + database.dialect() + "\n" + pair + "\n" + ex.getMessage(), ex);
            }
        }
        String what = pairs + " pairs from seed " + SEED + " on " + database.dialect() + ", applied: ";
        if (pairs > 20) {
            assertThat(applied).as(what + edits).isGreaterThan(pairs * APPLIED_PERCENT / 100);
        }
        if (pairs >= defaultPairs && !safeFirst) {
            Set<ModelEdit> missing = EnumSet.allOf(ModelEdit.class);
            missing.removeAll(edits.keySet());
            if (database.dialect().equals("sqlite")) {
                missing.remove(ModelEdit.NAMESPACE);
            }
            assertThat(missing)
                    .as("kinds of changes that none of these has: " + what + edits)
                    .hasSizeLessThanOrEqualTo(pairs < FEW ? MAY_BE_MISSING : 0);
        }
    }

    private static final class Pair {

        private final ContractDatabase database;
        private final ContractDatabase fresh;
        private final ModelGenerator generator;
        private final GeneratedModel before;
        private final GeneratedModel after;
        private final Set<ModelEdit> edits;
        private final List<String> rows;

        Pair(ContractDatabase database, ContractDatabase fresh, long seed) {
            this.database = database;
            this.fresh = fresh;
            generator = ModelGenerator.on(database, new Random(seed));
            before = generator.model();
            rows = generator.rows(before);
            ModelGenerator.Edited edited = generator.edited(before, ModelEdit.inTurn(seed));
            after = edited.model();
            edits = edited.edits();
        }

        /** Whether the change was made, and not refused. */
        boolean run(boolean safeFirst) {
            database.clean();
            StepOptions options = StepOptions.parse("");
            new SyncStep(database, ModelText.compile(before.text()), options).run();
            rows.forEach(database.jdbc()::execute);
            Map<String, List<String>> values = values(before);
            AtscriptSchema changed = ModelText.compile(after.text());
            SyncStep step = new SyncStep(database, changed, options);
            List<String> untouched = CaseRun.everything(database);
            SyncPlan plan = step.plan();
            if (plan.hasErrors()) {
                refused(step);
                assertThat(CaseRun.everything(database))
                        .as("after a refused sync")
                        .isEqualTo(untouched);
                return false;
            }
            assertThat(database.dialect().equals("sqlite") && needsMethod())
                    .as("applied a change of type without @db.sync.method")
                    .isFalse();
            if (safeFirst) {
                new SyncStep(database, changed, StepOptions.parse("safe")).apply();
                assertThat(step.plan().hasErrors())
                        .as("errors after a safe run")
                        .isFalse();
            }
            Set<String> emptied = emptied(step.apply());
            FirstSync.compare(database, fresh, changed, options, List.of(), false);
            compare(values, values(after), emptied);
            after.views.values().forEach(view -> database.jdbc().queryForList("SELECT * FROM " + generator.sql(view)));
            return true;
        }

        private static void refused(SyncStep step) {
            try {
                step.run();
            } catch (SyncPlanException ex) {
                return;
            }
            throw new AssertionError("A plan with an error was applied");
        }

        /** Whether a table that does not say how to be made anew has to be, as texts become numbers or numbers texts. */
        private boolean needsMethod() {
            return after.tables.values().stream()
                    .filter(table -> table.method == null && before.tables.containsKey(table.key))
                    .anyMatch(table -> table.columns.stream().anyMatch(column -> {
                        Column old = before.tables.get(table.key).column(column.key);
                        return old != null
                                && before.typeOf(old).isKeptAsText()
                                        != after.typeOf(column).isKeptAsText();
                    }));
        }

        /** The tables that the plan makes anew without their rows, and says so. */
        private static Set<String> emptied(SyncPlan plan) {
            Set<String> emptied = new HashSet<>();
            for (SyncEntry entry : plan.entries()) {
                for (SyncChange change : entry.changes()) {
                    if (change.change() instanceof Change.RecreateTable recreation && !recreation.keepRows()) {
                        assertThat(change.destructive()).as(change.toString()).isTrue();
                        emptied.add(entry.name().name());
                    }
                }
            }
            return emptied;
        }

        /** The values of each column in order of rows, by table and column whatever they are called. */
        private Map<String, List<String>> values(GeneratedModel model) {
            Map<String, List<String>> values = new LinkedHashMap<>();
            for (Table table : model.tables.values()) {
                for (Column column : table.columns) {
                    String sql = "SELECT " + generator.sql(column) + " FROM " + generator.sql(table) + " ORDER BY rk";
                    values.put(table.key + "." + column.key, Rows.of(database.jdbc(), sql));
                }
            }
            return values;
        }

        private void compare(Map<String, List<String>> were, Map<String, List<String>> are, Set<String> emptied) {
            for (Table table : after.tables.values()) {
                Table oldTable = before.tables.get(table.key);
                boolean isEmptied = emptied.contains(table.name);
                if (isEmptied) {
                    assertThat(table.method)
                            .as("method of emptied " + table.name)
                            .isEqualTo("drop");
                }
                for (Column column : table.columns) {
                    String key = table.key + "." + column.key;
                    Column old = oldTable == null ? null : oldTable.column(column.key);
                    List<String> is = are.getOrDefault(key, List.of());
                    String what = "values of " + table.name + "." + column.name;
                    if (oldTable == null || isEmptied) {
                        assertThat(is).as(what).isEmpty();
                    } else if (old == null) {
                        checkNew(column, is, what);
                    } else {
                        Type from = before.typeOf(old);
                        Type to = after.typeOf(column);
                        assertThat(alike(from, to, is))
                                .as(what)
                                .isEqualTo(alike(from, to, filled(column, were.getOrDefault(key, List.of()), is)));
                    }
                }
            }
        }

        /** A column that comes holds its default where it has to hold something, and no value where it has none. */
        private static void checkNew(Column column, List<String> values, String what) {
            Default given = column.defaultValue();
            String value = given == null ? "null" : given.value();
            if (value == null) {
                assertThat(column.optional ? List.of() : values).as(what).doesNotContain("null");
            } else if (given == null || !column.optional) {
                assertThat(values.stream().map(Pair::alike)).as(what).allMatch(alike(value)::equals);
            }
        }

        /** Where there was no value, a column that is required by now has its default, in the database's spelling. */
        private static List<String> filled(Column column, List<String> were, List<String> are) {
            Default given = column.defaultValue();
            if (column.optional || given == null) {
                return were;
            }
            List<String> filled = new ArrayList<>(were);
            for (int i = 0; i < are.size(); i++) {
                String value = given.value();
                boolean isDefault = value == null
                        ? !are.get(i).equals("null")
                        : alike(are.get(i)).equals(alike(value));
                filled.set(i, !were.get(i).equals("null") ? were.get(i) : isDefault ? are.get(i) : "the default");
            }
            return filled;
        }

        /** Values as they are or, where the type has changed, in a form that all types share. */
        private static List<String> alike(Type from, Type to, List<String> values) {
            return from == to ? values : values.stream().map(Pair::alike).toList();
        }

        private static String alike(String value) {
            if (value.equals("t") || value.equals("true")) {
                return "1";
            } else if (value.equals("f") || value.equals("false")) {
                return "0";
            }
            try {
                return new BigDecimal(value).stripTrailingZeros().toPlainString();
            } catch (NumberFormatException ex) {
                return value.replaceAll("\\s|^\"|\"$", "");
            }
        }

        @Override
        public String toString() {
            List<String> parts = new ArrayList<>(List.of("--- before", before.text(), "--- sql"));
            parts.addAll(rows);
            parts.add("--- after\n" + after.text());
            return String.join("\n", parts);
        }
    }
}
