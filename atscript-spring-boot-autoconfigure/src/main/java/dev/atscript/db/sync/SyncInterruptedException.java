package dev.atscript.db.sync;

/** The run's thread was interrupted, or the run was cancelled; whatever it had begun was rolled back. */
public final class SyncInterruptedException extends SyncException {

    private static final long serialVersionUID = 1L;

    /** A run that was not begun, as the application ends. */
    public SyncInterruptedException() {
        this("");
    }

    SyncInterruptedException(String during) {
        super(message(during));
    }

    private SyncInterruptedException(RuntimeException cause) {
        super(message(""), cause);
    }

    /** What was interrupted failed by it. */
    static SyncInterruptedException of(RuntimeException cause) {
        return cause instanceof SyncInterruptedException interruption
                ? interruption
                : new SyncInterruptedException(cause);
    }

    private static String message(String during) {
        return "The schema sync was interrupted" + during + "; nothing was changed.";
    }
}
