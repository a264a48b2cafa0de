package dev.atscript.db.dialect;

import java.time.Duration;

/**
 * Statements around the control table {@code __atscript_control}, whose columns are {@code _id}, {@code value},
 * {@code lockedBy}, {@code lockedAt} and {@code expiresAt} (epoch milliseconds). All times are the database's own.
 *
 * <p>The statements about the lock's row, and the note's, run by themselves, see {@link Sessions#impatiently}.
 *
 * @param create makes the table where it is missing
 * @param readValue the value of one row: parameter {@code _id}
 * @param readAll all rows: {@code _id}, {@code value}
 * @param deleteValue parameter {@code _id}
 * @param insertValue parameters {@code _id}, {@code value}
 * @param now the database's time in epoch milliseconds
 * @param acquireLock takes the lock if it is free or has expired, updating one row then and none otherwise: parameters
 *     token, owner, time to live in milliseconds
 * @param renewLock makes the lease begin anew if the lock is still ours, updating one row then and none otherwise:
 *     parameters time to live in milliseconds, token, owner
 * @param readLock {@code value} (the token), {@code lockedBy}, {@code lockedAt}, {@code expiresAt} and whether it has
 *     expired ({@code expired}, 0 or 1)
 * @param holdLock locks the lock's row until the transaction ends and selects it if it is still ours: parameters token,
 *     owner
 * @param releaseLock deletes the lock's row if it is still ours: parameters token, owner
 * @param note writes a row, be it there or not: parameters {@code _id}, {@code value}
 */
public record ControlTableSql(
        String create,
        String readValue,
        String readAll,
        String deleteValue,
        String insertValue,
        String now,
        String acquireLock,
        String renewLock,
        String readLock,
        String holdLock,
        String releaseLock,
        String note) {

    /** The control table's name. */
    public static final String TABLE = "__atscript_control";

    /** How long what writes here, but for the plan's transaction, waits for others: asking again is better than queueing. */
    public static final Duration PATIENCE = Duration.ofMillis(100);
}
