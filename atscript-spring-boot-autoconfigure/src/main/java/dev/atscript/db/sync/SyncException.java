package dev.atscript.db.sync;

/** A run did not succeed. The database is as it was before. The message is for people: what, where, why, what to do. */
public sealed class SyncException extends RuntimeException
        permits SyncPlanException, SyncLockException, SyncStatementException, EmptySchemaException {

    private static final long serialVersionUID = 1L;

    SyncException(String message) {
        super(message);
    }

    SyncException(String message, Throwable cause) {
        super(message, cause);
    }
}
