package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Eight times as many tables take about eight times the work to plan, whatever is to be done: measured by the memory
 * allocated on the way, which no clock disturbs.
 */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanGrowthTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int FEW = 50;
    private static final int MANY = 8 * FEW;

    /** Where every table looked at every other one, it would be 64. */
    private static final double MOST = 10;

    private static final int MEASUREMENTS = 5;

    @Parameter
    DatabaseKind kind;

    private TestDatabase few;
    private TestDatabase many;

    /** What the last table of a model is like. */
    private enum Last {
        AS_IT_IS("", "a: string"),
        WITH_ANOTHER_COLUMN("", "a: string, added?: number.int"),
        WITH_A_REQUIRED_COLUMN_RENAMED("", "@db.column.renamed 'a' renamed: string"),
        OF_ANOTHER_TYPE("@db.sync.method 'recreate'", "a?: number.int"),
        RENAMED("@db.table.renamed 't0'", "a: string");

        private final String annotations;
        private final String field;

        Last(String annotations, String field) {
            this.annotations = annotations;
            this.field = field;
        }
    }

    @BeforeParameterizedClassInvocation
    void syncTables(DatabaseKind kind) {
        few = kind.create();
        many = kind.create();
        sync(few).run(Schemas.of(model(FEW, Last.AS_IT_IS)));
        sync(many).run(Schemas.of(model(MANY, Last.AS_IT_IS)));
    }

    @AfterParameterizedClassInvocation
    void dropDatabases() {
        few.close();
        many.close();
    }

    private static SchemaSync sync(TestDatabase database) {
        return new SchemaSync(DbSpace.of(database.dataSource()));
    }

    @ParameterizedTest
    @EnumSource(Last.class)
    void isLinear(Last last) {
        double growth = (double) allocated(many, MANY, last) / allocated(few, FEW, last);
        assertThat(growth).isLessThan(MOST);
    }

    private static long allocated(TestDatabase database, int tables, Last last) {
        SchemaSync sync = sync(database);
        AtscriptSchema schema = Schemas.of(model(tables, last));
        List<SyncEntry> changed = sync.plan(schema).entries().stream()
                .filter(entry -> entry.status() != SyncEntry.Status.IN_SYNC)
                .toList();
        assertThat(changed).hasSize(last == Last.AS_IT_IS ? 0 : 1);
        return LongStream.range(0, MEASUREMENTS)
                .map(i -> {
                    long thread = Thread.currentThread().getId();
                    long before = THREADS.getThreadAllocatedBytes(thread);
                    sync.plan(schema);
                    return THREADS.getThreadAllocatedBytes(thread) - before;
                })
                .min()
                .orElseThrow();
    }

    /** Each table points at the next one, so that what changes at the last one concerns another. */
    private static String model(int tables, Last last) {
        return IntStream.range(0, tables)
                .mapToObj(i -> i == 0
                        ? table(last.annotations, name(i, last), i, last.field)
                        : table("", "t" + i, i, "a: string"))
                .collect(Collectors.joining());
    }

    private static String name(int number, Last last) {
        return last == Last.RENAMED ? "renamed" : "t" + number;
    }

    private static String table(String annotations, String name, int number, String field) {
        String key = number == 0 ? "" : ", @db.rel.FK up?: T" + (number - 1) + ".code";
        return "@db.table '" + name + "' " + annotations + " interface T" + number
                + " { @meta.id @db.default.increment id: number.int, @db.index.unique code: string, @db.index b?: string, "
                + field + key + " }\n";
    }
}
