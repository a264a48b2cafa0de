package dev.atscript.bench;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import dev.atscript.testing.DatabaseKind;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long the parts of a sync take of a database that is in line, or nearly so, once the machine is warm. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SyncBenchmark {

    @Param
    DatabaseKind kind;

    @Param({"10", "100", "1000"})
    int tables;

    private final SyncOptions forced = SyncOptions.builder().force(true).build();

    private SyncedDatabase database;
    private AtscriptSchema schema;
    private AtscriptSchema changed;

    @Setup(Level.Trial)
    public void syncTables() {
        database = new SyncedDatabase(kind);
        schema = SyncModels.of(tables);
        changed = SyncModels.withAnotherColumn(tables);
        require(database.sync().run(schema).status() == SyncResult.Status.SYNCED);
        require(runUpToDate().status() == SyncResult.Status.UP_TO_DATE);
        require(planForced().status() == SyncPlan.Status.UP_TO_DATE);
        require(planOneColumn().statements().size() == 1);
    }

    @TearDown(Level.Trial)
    public void dropDatabase() {
        database.close();
    }

    /** The hash of a model, without any statement. */
    @Benchmark
    public String hash() {
        return database.sync().hash(schema);
    }

    /** A run that ends with its first statement, as the hash is the stored one. */
    @Benchmark
    public SyncResult runUpToDate() {
        return database.sync().run(schema);
    }

    /** Introspection, comparison and plan where a table gets a column. */
    @Benchmark
    public SyncPlan planOneColumn() {
        return database.sync().plan(changed);
    }

    /** Introspection, comparison and plan where nothing is to be done. */
    @Benchmark
    public SyncPlan planForced() {
        return database.sync().plan(schema, forced);
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("The benchmark does not measure what it says");
        }
    }
}
