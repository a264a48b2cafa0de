package dev.atscript.db.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowsTest {

    /** A driver may answer in another form once it has sent a statement several times. */
    @Test
    void haveTheSameTextHoweverOftenTheyAreReadFromPostgres() {
        try (ContractDatabase database = new PostgresContractDatabase()) {
            Set<String> read = new HashSet<>();
            for (int i = 0; i < 10; i++) {
                read.addAll(Rows.of(
                        database.jdbc(),
                        "SELECT 3::float8, 1e20::float8, 0.1::float4, 1.50::numeric, true, 7::bigint, 'a'::text,"
                                + " DATE '2026-01-02', TIMESTAMPTZ '2026-01-02 03:04Z', '\\xff'::bytea, ARRAY[1, 2]"));
            }
            assertThat(read).hasSize(1);
        }
    }
}
