package dev.atscript.bench;

import dev.atscript.db.model.DbAnnotations;
import dev.atscript.db.model.DbModel;
import dev.atscript.lang.AsCompiler;
import dev.atscript.lang.AsPrinter;
import dev.atscript.lang.Compilation;
import dev.atscript.lang.SourceFile;
import dev.atscript.lang.SourceResolver;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long 200 files of 50 lines take, once the machine is warm. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CompileBenchmark {

    private final List<SourceFile> files = Models.files();
    private final Compilation compilation = compile();

    @Benchmark
    public Compilation compile() {
        return AsCompiler.compile(files, SourceResolver.NONE, DbAnnotations.CATALOGUE);
    }

    @Benchmark
    public DbModel.Result model() {
        return DbModel.compile(compilation);
    }

    @Benchmark
    public int print() {
        int length = 0;
        for (SourceFile file : files) {
            length += AsPrinter.print(file).length();
        }
        return length;
    }
}
