package dev.atscript.db.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.contract.GeneratedModel.Column;
import dev.atscript.db.contract.GeneratedModel.Table;
import dev.atscript.db.contract.GeneratedModel.Type;
import dev.atscript.db.dialect.Identifiers;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncPlanException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
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

    @Test
    void keepsEveryValueOnSqlite() {
        try (ContractDatabase database = new SqliteContractDatabase();
                ContractDatabase fresh = new SqliteContractDatabase()) {
            run(database, fresh, FULL ? 200_000 : 2_000, UnaryOperator.identity(), false);
        }
    }

    @Test
    void keepsEveryValueAfterASafeRunOnSqlite() {
        try (ContractDatabase database = new SqliteContractDatabase();
                ContractDatabase fresh = new SqliteContractDatabase()) {
            run(database, fresh, FULL ? 100_000 : 200, UnaryOperator.identity(), true);
        }
    }

    @Test
    void keepsEveryValueOnPostgres() {
        try (ContractDatabase database = new PostgresContractDatabase();
                ContractDatabase fresh = new PostgresContractDatabase()) {
            run(database, fresh, FULL ? 20_000 : 200, new Identifiers(63, false, true, "pg_")::fit, false);
        }
    }

    @Test
    void keepsEveryValueAfterASafeRunOnPostgres() {
        try (ContractDatabase database = new PostgresContractDatabase();
                ContractDatabase fresh = new PostgresContractDatabase()) {
            run(database, fresh, FULL ? 10_000 : 30, new Identifiers(63, false, true, "pg_")::fit, true);
        }
    }

    private static void run(
            ContractDatabase database,
            ContractDatabase fresh,
            int defaultPairs,
            UnaryOperator<String> physical,
            boolean safeFirst) {
        long start = SEED;
        int pairs = Integer.getInteger("pairs", defaultPairs);
        int refused = 0;
        for (int i = 0; i < pairs; i++) {
            long seed = start + i;
            Pair pair = new Pair(database, fresh, physical, new Random(seed));
            try {
                refused += pair.run(safeFirst) ? 0 : 1;
            } catch (AssertionError | RuntimeException ex) {
                throw new AssertionError(
                        "seed " + seed + " on " + database.dialect() + "\n" + pair + "\n" + ex.getMessage(), ex);
            }
        }
        assertThat(refused).as("refused pairs, from seed " + start).isLessThan(Math.max(2, pairs * 2 / 3));
    }

    private static final class Pair {

        private final ContractDatabase database;
        private final ContractDatabase fresh;
        private final UnaryOperator<String> physical;
        private final GeneratedModel before;
        private final GeneratedModel after;
        private final List<String> rows;

        Pair(ContractDatabase database, ContractDatabase fresh, UnaryOperator<String> physical, Random random) {
            this.database = database;
            this.fresh = fresh;
            this.physical = physical;
            ModelGenerator generator = new ModelGenerator(random, physical);
            before = generator.model();
            rows = generator.rows(before);
            after = generator.edited(before);
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
            if (safeFirst) {
                new SyncStep(database, changed, StepOptions.parse("safe")).apply();
                assertThat(step.plan().hasErrors())
                        .as("errors after a safe run")
                        .isFalse();
            }
            step.apply();
            FirstSync.compare(database, fresh, changed, options, List.of(), false);
            compare(values, values(after));
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

        /** The values of each column in order of rows, by table and column whatever they are called. */
        private Map<String, List<String>> values(GeneratedModel model) {
            Map<String, List<String>> values = new LinkedHashMap<>();
            for (Table table : model.tables.values()) {
                for (Column column : table.columns) {
                    String sql = "SELECT " + Identifier.quoted(physical.apply(column.name)) + " FROM "
                            + Identifier.quoted(physical.apply(table.name)) + " ORDER BY rk";
                    values.put(table.key + "." + column.key, Rows.of(database.jdbc(), sql));
                }
            }
            return values;
        }

        private void compare(Map<String, List<String>> were, Map<String, List<String>> are) {
            for (Table table : after.tables.values()) {
                for (Column column : table.columns) {
                    String key = table.key + "." + column.key;
                    Table oldTable = before.tables.get(table.key);
                    Column old = oldTable == null ? null : oldTable.column(column.key);
                    if (old != null) {
                        assertThat(alike(old.type, column.type, are.get(key)))
                                .as("values of " + table.name + "." + column.name)
                                .isEqualTo(alike(old.type, column.type, filled(column, were.get(key), are.get(key))));
                    }
                }
            }
        }

        /** Where there was no value, a column that is required by now has its default, in the database's spelling. */
        private static List<String> filled(Column column, List<String> were, List<String> are) {
            if (column.optional || !column.hasDefault) {
                return were;
            }
            String value = column.type
                    .defaultText()
                    .substring(1, column.type.defaultText().length() - 1)
                    .replace("\\'", "'");
            List<String> filled = new ArrayList<>(were);
            for (int i = 0; i < are.size(); i++) {
                boolean isDefault = alike(are.get(i)).equals(alike(value));
                filled.set(i, !were.get(i).equals("null") ? were.get(i) : isDefault ? are.get(i) : value);
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
