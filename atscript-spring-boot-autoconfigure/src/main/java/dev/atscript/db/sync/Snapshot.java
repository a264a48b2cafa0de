package dev.atscript.db.sync;

/** What sync remembers of something that it has made or taken over; kept as JSON in the control table. */
sealed interface Snapshot permits TableSnapshot, ViewSnapshot {}
