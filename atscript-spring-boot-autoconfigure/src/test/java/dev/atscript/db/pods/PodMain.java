package dev.atscript.db.pods;

import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SchemaSyncListener;
import dev.atscript.db.sync.SyncException;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncStage;
import dev.atscript.testing.BeforeStatement;
import dev.atscript.testing.CountingDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A process that syncs when it is told to on its standard input, and tells of it on its standard output. A command is one
 * line of fields with tabs between: URL, user, password, location of the model, pod id, lease in milliseconds, and the event
 * at which to wait for another line ({@code -} for none).
 */
public final class PodMain {

    static final String MARK = "pod> ";

    private static final Pattern AROUND_A_PLAN =
            Pattern.compile("__atscript_control|^(PRAGMA|SELECT set_config|SET TRANSACTION|BEGIN|COMMIT|ROLLBACK)");

    private final BufferedReader in;
    private final PrintStream out;

    private PodMain(BufferedReader in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        PodMain pod = new PodMain(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                new PrintStream(System.out, true, StandardCharsets.UTF_8));
        pod.tell("ready");
        for (String line = pod.in.readLine(); line != null; line = pod.in.readLine()) {
            pod.run(line.split("\t", -1));
        }
    }

    private void run(String[] fields) {
        String waitAt = fields[6];
        CountingDataSource dataSource =
                new CountingDataSource(new DriverManagerDataSource(fields[0], fields[1], fields[2]));
        DbSpace space = DbSpace.of(dataSource);
        boolean[] planning = {false};
        dataSource.beforeEach(sql -> {
            // The first that is neither of the control table nor of a transaction.
            if (!planning[0] && !AROUND_A_PLAN.matcher(sql).find()) {
                planning[0] = true;
                reach("planning", waitAt);
            }
        });
        SchemaSync sync = new SchemaSync(space)
                .withListener((BeforeStatement) (plan, index) -> reach("statement " + index, waitAt))
                .withListener(new SchemaSyncListener() {
                    @Override
                    public void beforeStage(SyncStage stage) {
                        reach("before " + stage, waitAt);
                    }

                    @Override
                    public void afterStage(SyncStage stage) {
                        reach("after " + stage, waitAt);
                    }
                });
        SyncOptions options = SyncOptions.builder()
                .podId(fields[4])
                .lockTtl(Duration.ofMillis(Long.parseLong(fields[5])))
                .pollInterval(Duration.ofMillis(10))
                .build();
        try {
            tell("result " + sync.run(AtscriptSchema.load(fields[3]), options).status());
        } catch (SyncException ex) {
            tell("failed " + ex.getClass().getSimpleName() + " "
                    + String.valueOf(ex.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private void reach(String event, String waitAt) {
        tell(event);
        if (event.equals(waitAt)) {
            try {
                in.readLine();
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
    }

    private void tell(String event) {
        out.println(MARK + event);
    }
}
