package dev.atscript.db.pods;

import dev.atscript.testing.JavaProcess;
import dev.atscript.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A process of {@link PodMain}, seen from outside. */
record Pod(String id, JavaProcess process) implements AutoCloseable {

    /** Starts a process, without waiting until it is ready. */
    static Pod start(String id) {
        return new Pod(id, JavaProcess.start(PodMain.class));
    }

    /** Has it sync a database, and wait for {@link #goOn} at an event; null for no such event. */
    void run(TestDatabase database, Path model, Duration lease, @Nullable String waitAt) {
        process.send(String.join(
                "\t",
                database.jdbcUrl(),
                database.username(),
                database.password(),
                model.toUri().toString(),
                id,
                String.valueOf(lease.toMillis()),
                waitAt == null ? "-" : waitAt));
    }

    void goOn() {
        process.send("");
    }

    /** Waits until it tells of an event. */
    void awaitEvent(String event) {
        awaitEvent(event::equals);
    }

    /** Waits for how the run ends. */
    String awaitEnd() {
        return awaitEvent(told -> told.startsWith("result ") || told.startsWith("failed "));
    }

    private String awaitEvent(Predicate<String> wanted) {
        return process.awaitLine(
                        line -> line.startsWith(PodMain.MARK) && wanted.test(line.substring(PodMain.MARK.length())))
                .substring(PodMain.MARK.length());
    }

    void signal(String name) {
        process.signal(name);
    }

    @Override
    public void close() {
        process.close();
    }
}
