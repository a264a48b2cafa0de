package dev.atscript.boot;

import dev.atscript.boot.AtscriptProperties.Phase;
import dev.atscript.db.sync.SyncStage;
import java.util.function.Consumer;

/** Records what the start does to a database, for those who measure. */
interface RunRecorder {

    /** What it is called where the kind of database is not known, as it could not be reached. */
    String UNKNOWN = "unknown";

    /**
     * A stage begins, of the run or, as the compilation is, before it.
     *
     * @return to be run at its end
     */
    Runnable stage(String space, SyncStage stage);

    /**
     * The run begins.
     *
     * @return to be told of its end
     */
    Consumer<End> run(String space, Phase phase);

    /**
     * The end of a run.
     *
     * @param outcome how it ended
     * @param dialect the kind of database, or {@link #UNKNOWN}
     * @param statements how many statements it sent to the database
     */
    record End(SyncOutcome outcome, String dialect, int statements) {}
}
