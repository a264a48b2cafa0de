package dev.atscript.db.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the control table says.
 *
 * @param hash the hash stored last; empty before the first run
 * @param pendingChanges changes that a safe run left out under that hash
 * @param tracked names of the tables and views of this owner
 * @param history applied hashes, newest last
 * @param failure the last run that failed; empty where one has succeeded in applying or storing something since
 * @param lock the lock, if it is held
 */
public record SyncState(
        Optional<String> hash,
        int pendingChanges,
        List<String> tracked,
        List<Applied> history,
        Optional<Failure> failure,
        Optional<Lock> lock) {
    public SyncState {
        tracked = List.copyOf(tracked);
        history = List.copyOf(history);
    }

    /** A database without a control table. */
    public static final SyncState EMPTY =
            new SyncState(Optional.empty(), 0, List.of(), List.of(), Optional.empty(), Optional.empty());

    /**
     * A schema that was applied.
     *
     * @param hash its hash
     * @param at when, by the database's clock
     * @param podId by which pod
     * @param pendingChanges how many changes a safe run left out
     * @param version its version; null for none
     * @param modified when the newest of its files was modified; null where nobody knows
     * @param namespace the database's default namespace at the time; null where there is none, or nobody knows
     */
    public record Applied(
            String hash,
            Instant at,
            String podId,
            int pendingChanges,
            @Nullable String version,
            @Nullable Instant modified,
            @Nullable String namespace) {

        Applied at(Instant time) {
            return new Applied(hash, time, podId, pendingChanges, version, modified, namespace);
        }

        SchemaOrder order() {
            return new SchemaOrder(version, modified);
        }
    }

    /**
     * A run that failed.
     *
     * @param hash the hash of the schema that it was for
     * @param at when, by the database's clock
     * @param podId by which pod
     * @param summary why, without values of rows and without SQL
     * @param message why, in full
     */
    public record Failure(String hash, Instant at, String podId, String summary, String message) {}

    /**
     * Who holds the lock.
     *
     * @param podId the holder
     * @param since since when, by the database's clock
     * @param until when the lease ends
     * @param expired whether it has ended by the database's clock
     */
    public record Lock(String podId, Instant since, Instant until, boolean expired) {}
}
