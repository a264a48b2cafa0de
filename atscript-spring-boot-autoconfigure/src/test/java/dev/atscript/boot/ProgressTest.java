package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.sync.SyncPlan;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final SyncPlan PLAN = new SyncPlan(
            "", List.of(), List.of(SqlStatement.of("CREATE INDEX i ON t (a)"), SqlStatement.of("SELECT 1")));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE);

    @Test
    void tellsForHowLongAStatementRuns() {
        try (Progress progress = new Progress(new PrintStream(out, true, StandardCharsets.UTF_8), 40, now::get)) {
            progress.tellTime();
            progress.beforeStatement(PLAN, 0);
            progress.tellTime();
            passes(12);
            progress.tellTime();
            passes(60);
            progress.tellTime();
            progress.beforeStatement(PLAN, 1);
            progress.tellTime();
        }
        assertThat(out.toString(StandardCharsets.UTF_8).split("\r"))
                .allMatch(line -> line.isEmpty() || line.length() == 39)
                .extracting(String::stripTrailing)
                .containsExactly(
                        "",
                        "[1/2] CREATE INDEX i ON t (a)",
                        "[1/2, 12 s] CREATE INDEX i ON t (a)",
                        "[1/2, 1 min 12 s] CREATE INDEX i ON t …",
                        "[2/2] SELECT 1",
                        "");
    }

    /** While the thread of the run waits for the database. */
    @Test
    void tellsItByItself() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        OutputStream listening = new OutputStream() {
            @Override
            public void write(int value) {
                out.write(value);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                out.write(bytes, from, length);
                if (out.toString(StandardCharsets.UTF_8).contains("[1/2, 5 s]")) {
                    told.countDown();
                }
            }
        };
        try (Progress progress = new Progress(new PrintStream(listening, true, StandardCharsets.UTF_8), 40, now::get)) {
            progress.beforeStatement(PLAN, 0);
            passes(5);
            assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private void passes(int seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
