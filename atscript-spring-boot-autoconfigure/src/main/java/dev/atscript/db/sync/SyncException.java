package dev.atscript.db.sync;

import org.jspecify.annotations.Nullable;

/** A run did not succeed. The database is as it was before. The message is for people: what, where, why, what to do. */
public sealed class SyncException extends RuntimeException
        permits SyncPlanException,
                SyncPlanChangedException,
                SyncInterruptedException,
                SyncListenerException,
                SyncLockException,
                SyncStatementException,
                SyncStateException,
                SyncSupersededException,
                EmptySchemaException,
                DefaultNamespaceException {

    private static final long serialVersionUID = 1L;

    SyncException(String message) {
        super(message);
    }

    SyncException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What happened, without values of rows and without SQL; the message itself where it has neither. */
    public String summary() {
        return String.valueOf(getMessage());
    }
}
