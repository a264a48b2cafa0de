package dev.atscript.boot;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers how the runs of this pod ended, by space, for those who ask later. */
final class SyncOutcomes {

    private final Map<String, SyncOutcome> bySpace = new ConcurrentHashMap<>();

    void record(String space, SyncOutcome outcome) {
        bySpace.put(space, outcome);
    }

    /** How the space's last run ended; empty before its end. */
    Optional<SyncOutcome> of(String space) {
        return Optional.ofNullable(bySpace.get(space));
    }
}
