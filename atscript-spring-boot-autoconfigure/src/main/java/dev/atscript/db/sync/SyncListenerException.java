package dev.atscript.db.sync;

/** A listener did not let the run go on; whatever it had begun was rolled back. The cause is what the listener threw. */
public final class SyncListenerException extends SyncException {

    private static final long serialVersionUID = 1L;

    private final String summary;

    SyncListenerException(SchemaSyncListener listener, String moment, RuntimeException cause) {
        super(summary(listener, moment, cause) + detail(cause), cause);
        this.summary = summary(listener, moment, cause);
    }

    private static String summary(SchemaSyncListener listener, String moment, RuntimeException cause) {
        return "The listener " + listener.getClass().getName() + " ended the schema sync before " + moment + " with "
                + cause.getClass().getName() + "; nothing was changed.";
    }

    private static String detail(RuntimeException cause) {
        return cause.getMessage() == null ? "" : System.lineSeparator() + "  cause:     " + cause.getMessage();
    }

    @Override
    public String summary() {
        return summary;
    }
}
