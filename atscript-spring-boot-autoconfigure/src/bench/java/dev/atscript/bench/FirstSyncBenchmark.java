package dev.atscript.bench;

import dev.atscript.db.sync.AtscriptSchema;
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

/** How long the first sync of an empty database takes, and its plan alone; each in a new database. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 7)
@Fork(1)
public class FirstSyncBenchmark {

    @Param
    DatabaseKind kind;

    @Param({"10", "100", "1000"})
    int tables;

    private SyncedDatabase database;
    private AtscriptSchema schema;

    @Setup(Level.Trial)
    public void readModel() {
        schema = SyncModels.of(tables);
    }

    @Setup(Level.Invocation)
    public void createDatabase() {
        database = new SyncedDatabase(kind);
    }

    @TearDown(Level.Invocation)
    public void dropDatabase() {
        database.close();
    }

    /** The plan that makes all tables. */
    @Benchmark
    public SyncPlan plan() {
        return database.sync().plan(schema);
    }

    /** The run that makes all tables. */
    @Benchmark
    public SyncResult run() {
        return database.sync().run(schema);
    }
}
