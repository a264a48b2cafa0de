package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.EachDatabase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each change says what the rows were asked because of it, and why it is made this way. */
class SyncChangeTest extends EachDatabase {

    private static final String BEFORE = """
            @db.table 'p'
            @db.sync.method 'recreate'
            interface P { @meta.id id: number.int, code: number.int, @db.index.unique old: number.int }
            @db.table 't'
            @db.sync.method 'recreate'
            interface T { @meta.id id: number.int, a?: string, b?: string, p?: number.int, @db.rel.FK 'o' o?: P.old }
            @db.view.for P
            @db.view 'v'
            interface V { old: P.old }
            """;

    private static final String AFTER = """
            @db.table 'p'
            @db.sync.method 'recreate'
            interface P { @meta.id id: number.int, @db.index.unique code: number.int, @db.index.unique old: string, more: string }
            @db.table 't'
            @db.sync.method 'recreate'
            interface T { @meta.id id: number.int, a: string, b?: number.int, @db.rel.FK 'p' p?: P.id, @db.rel.FK 'o' o?: P.old }
            @db.view.for P
            @db.view 'v'
            interface V { old: P.old }
            """;

    @Test
    void saysWhatTheRowsWereAskedAndWhyItIsMade() {
        SchemaSync sync = new SchemaSync(DbSpace.of(database.dataSource()));
        sync.run(Schemas.of(BEFORE));
        jdbc.execute("INSERT INTO p VALUES (1, 1, 1), (2, 2, 2)");
        jdbc.execute("INSERT INTO t VALUES (1, NULL, '17', 1, 1), (2, 'x', NULL, NULL, 2)");
        SyncOptions filling =
                SyncOptions.builder().backfill(SyncOptions.Backfill.ZERO_VALUES).build();
        SyncPlan plan = sync.plan(Schemas.of(AFTER), filling);
        Map<String, List<String>> said = new TreeMap<>();
        for (SyncEntry entry : plan.entries()) {
            for (SyncChange change : entry.changes()) {
                said.put(
                        entry.name() + ": " + Descriptions.ofChange(change.change()) + "; " + change.why(),
                        change.checks());
            }
        }
        assertThat(said).isEqualTo(kind == DatabaseKind.SQLITE ? onSqlite() : onPostgres());
        assertThat(sync.run(Schemas.of(AFTER), filling).status()).isEqualTo(SyncResult.Status.SYNCED);
    }

    private static Map<String, List<String>> onSqlite() {
        return Map.of(
                "p: recreate table; this database cannot do it in place: alter column old, add column more",
                List.of("2 rows get ''", "no rows share their value of code"),
                "t: recreate table; this database cannot do it in place: alter column b, alter column o, add foreign key (p)",
                List.of(
                        "1 row that holds NULL in a gets ''",
                        "every value of b is one of INTEGER",
                        "no row points by o at a row that does not exist",
                        "no row points by p at a row that does not exist"));
    }

    private static Map<String, List<String>> onPostgres() {
        Map<String, List<String>> said = new TreeMap<>();
        said.put("p: add column more; ", List.of("2 rows get ''"));
        said.put("p: alter column old; ", List.of());
        said.put("p: create index atscript__unique__p__code; ", List.of("no rows share their value of code"));
        said.put("t: alter column a; ", List.of("1 row that holds NULL in a gets ''"));
        said.put("t: alter column b; ", List.of("every value of b is one of BIGINT"));
        said.put("t: alter column o; ", List.of());
        said.put("t: drop foreign key (o); what it stands on changes", List.of());
        said.put(
                "t: add foreign key (o); it was taken off while what it stands on changes",
                List.of("no row points by o at a row that does not exist"));
        said.put("t: add foreign key (p); ", List.of("no row points by p at a row that does not exist"));
        said.put("v: drop view; made anew, as p changes below it", List.of());
        said.put("v: create view; made anew, as p changes below it", List.of());
        return said;
    }
}
