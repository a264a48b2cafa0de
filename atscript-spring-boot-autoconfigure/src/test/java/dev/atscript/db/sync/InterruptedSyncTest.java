package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.CountingDataSource;
import dev.atscript.testing.EachDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptedSyncTest extends EachDatabase {

    private static final SyncOptions FORCED = SyncOptions.builder().force(true).build();

    private SchemaSync sync;

    @BeforeEach
    void prepare() {
        sync = new SchemaSync(DbSpace.of(database.dataSource()));
    }

    /** Each statement's turn to be interrupted, at the release of the lock as anywhere else. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void interruptedAtAnyStatementHasChangedAllOrNothing(boolean before) {
        for (int k = 0; isInterruptedAt(k, before); k++) {
            SyncState state = sync.state();
            assertThat(state.lock())
                    .as("lock after an interrupt at statement " + k)
                    .isEmpty();
        }
    }

    /** Whether there is a statement k of a run; it has then been made while its thread was interrupted there. */
    private boolean isInterruptedAt(int k, boolean before) {
        AtomicInteger statement = new AtomicInteger();
        CountingDataSource interrupting = new CountingDataSource(database.dataSource());
        Consumer<String> interrupt = sql -> {
            if (statement.getAndIncrement() == k) {
                Thread.currentThread().interrupt();
            }
        };
        if (before) {
            interrupting.beforeEach(interrupt);
        } else {
            interrupting.afterEach(interrupt);
        }
        SchemaSync interrupted = new SchemaSync(DbSpace.of(interrupting));
        String name = "t" + k;
        boolean succeeded = true;
        // What tells the dialect is no statement of the run.
        statement.set(0);
        try {
            interrupted.run(Schemas.of("@db.table '" + name + "' interface T { @meta.id id: number }"), FORCED);
        } catch (SyncInterruptedException ex) {
            succeeded = false;
        }
        boolean wasInterrupted = Thread.interrupted();
        assertThat(sync.state().tracked().contains(name))
                .as("changed, interrupted at statement " + k)
                .isEqualTo(succeeded);
        assertThat(wasInterrupted).as("still interrupted").isEqualTo(statement.get() > k);
        return wasInterrupted;
    }
}
