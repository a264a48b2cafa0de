package dev.atscript.db.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.testing.NameHistory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tables and columns give their names on and take others over, in many syncs one after the other, and keep their values. */
class GeneratedHistoriesTest {

    private static final boolean FULL = "full".equals(System.getProperty("campaign"));
    private static final long SEED = Long.getLong("seed", FULL ? System.nanoTime() : 20_260_101);
    private static final int STEPS = 6;

    @Test
    void keepValuesOnSqlite() {
        try (ContractDatabase database = new SqliteContractDatabase()) {
            run(database, FULL ? 20_000 : 100);
        }
    }

    @Test
    void keepValuesOnPostgres() {
        try (ContractDatabase database = new PostgresContractDatabase()) {
            run(database, FULL ? 2_000 : 15);
        }
    }

    private static void run(ContractDatabase database, int histories) {
        for (int i = 0; i < histories; i++) {
            long seed = SEED + i;
            database.clean();
            History history = new History(database, new Random(seed));
            try {
                int step = 0;
                while (step < STEPS && history.step()) {
                    step++;
                }
            } catch (AssertionError | RuntimeException ex) {
                throw new AssertionError(
                        "seed " + seed + " on " + database.dialect() + "\n" + history.text + "\n" + ex.getMessage(),
                        ex);
            }
        }
    }

    private static final class History {

        private final ContractDatabase database;
        private final Random random;
        private final NameHistory tables;
        private final Map<Integer, NameHistory> columns = new HashMap<>();
        private final Set<String> filled = new HashSet<>();
        private String text = "";

        History(ContractDatabase database, Random random) {
            this.database = database;
            this.random = random;
            this.tables = new NameHistory(List.of("t", "u", "v"), random);
        }

        /** Whether names told all that happened, and it was made. */
        boolean step() {
            boolean isTold = edit(tables);
            Map<String, Integer> now = tables.things();
            columns.keySet().retainAll(now.values());
            for (Integer table : now.values()) {
                isTold &= edit(
                        columns.computeIfAbsent(table, key -> new NameHistory(List.of("a", "b", "c", "d"), random)));
            }
            if (!isTold || now.isEmpty()) {
                return false;
            }
            text += "--- after\n" + model() + "\n";
            AtscriptSchema schema = ModelText.compile(model());
            new SyncStep(database, schema, StepOptions.parse("owner=a")).apply();
            now.forEach(this::checkAndFill);
            return true;
        }

        private static boolean edit(NameHistory history) {
            Map<String, Integer> before = history.things();
            Map<String, List<String>> written = history.written();
            history.edit();
            return !NameHistory.saysNothingNew(history.renamesSince(before), written);
        }

        private String model() {
            Map<String, List<String>> previous = tables.written();
            return tables.things().entrySet().stream()
                    .map(table -> "@db.table '" + table.getKey() + "'"
                            + renamed("db.table.renamed", previous.get(table.getKey())) + " interface T"
                            + table.getValue()
                            + " {\n  @meta.id id: number.int\n" + fields(columns.get(table.getValue())) + "}")
                    .collect(Collectors.joining("\n"));
        }

        private static String fields(NameHistory columns) {
            Map<String, List<String>> previous = columns.written();
            return columns.things().entrySet().stream()
                    .map(column -> "  @db.column '" + column.getKey() + "'"
                            + renamed("db.column.renamed", previous.get(column.getKey())) + " f" + column.getValue()
                            + "?: string\n")
                    .collect(Collectors.joining());
        }

        private static String renamed(String annotation, List<String> names) {
            return names.stream()
                    .map(name -> " @" + annotation + " '" + name + "'")
                    .collect(Collectors.joining());
        }

        /** What is new gets a row, and values, by which it is known from then on. */
        private void checkAndFill(String table, Integer key) {
            JdbcTemplate jdbc = database.jdbc();
            String quoted = Identifier.quoted(table);
            if (filled.add(key.toString())) {
                jdbc.update("INSERT INTO " + quoted + " (id) VALUES (?)", key);
            }
            assertThat(Rows.of(jdbc, "SELECT id FROM " + quoted)).as(table).containsExactly(key.toString());
            columns.get(key).things().forEach((column, thing) -> {
                String name = Identifier.quoted(column);
                String value = "value " + thing;
                String is = Rows.of(jdbc, "SELECT " + name + " FROM " + quoted).get(0);
                assertThat(is).as(table + "." + column).isEqualTo(filled.add(key + "." + thing) ? "null" : value);
                jdbc.update("UPDATE " + quoted + " SET " + name + " = ?", value);
            });
        }
    }
}
