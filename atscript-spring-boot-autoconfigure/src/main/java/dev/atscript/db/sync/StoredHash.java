package dev.atscript.db.sync;

/**
 * The hash of an applied schema, and whether all of it was applied.
 *
 * @param hash 16 hex digits
 * @param pendingChanges how many changes a safe run left out; 0 where all is done
 */
record StoredHash(String hash, int pendingChanges) {

    private static final String PENDING = " safe, pending: ";

    /** As the control table's {@code value}: the bare hash where all is done, so that other tools can compare it. */
    String value() {
        return pendingChanges == 0 ? hash : hash + PENDING + pendingChanges;
    }

    static StoredHash parse(String value) {
        int pending = value.indexOf(PENDING);
        if (pending < 0) {
            return new StoredHash(value, 0);
        }
        return new StoredHash(
                value.substring(0, pending), Integer.parseInt(value.substring(pending + PENDING.length())));
    }

    /** Whether a run for that hash has nothing to do. */
    boolean satisfies(String desired, SyncOptions options) {
        return hash.equals(desired) && (pendingChanges == 0 || options.safe());
    }
}
