package dev.atscript.db.sync;

import java.util.Locale;

/** The stages of a sync, in their order, by the names that logs and metrics use. */
public enum SyncStage {
    /** The {@code .as} files are read and compiled, before any run. */
    COMPILE,
    /** The stored hash is read and compared with the model's. */
    CHECK,
    /** The lock is waited for and taken. */
    LOCK,
    /** The database is introspected, and what is to be done is planned and counted on its rows. */
    PLAN,
    /** The plan is applied and recorded, with all attempts that gave way to others. */
    APPLY;

    /** The name for people and programs: {@code compile}, {@code check}, {@code lock}, {@code plan}, {@code apply}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
