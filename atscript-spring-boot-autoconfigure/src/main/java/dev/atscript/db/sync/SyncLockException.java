package dev.atscript.db.sync;

import java.util.Optional;

/** The lock could not be acquired in time, or was lost before anything was applied. */
public final class SyncLockException extends SyncException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<SyncState.Lock> holder;

    SyncLockException(String message, Optional<SyncState.Lock> holder) {
        super(message);
        this.holder = holder;
    }

    /** Who held the lock at last; empty if that is not known. */
    public Optional<SyncState.Lock> holder() {
        return holder;
    }
}
