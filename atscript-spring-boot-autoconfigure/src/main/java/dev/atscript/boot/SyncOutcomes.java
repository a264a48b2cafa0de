package dev.atscript.boot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers how the runs of this pod ended, by space, for those who ask later. */
final class SyncOutcomes {

    private volatile List<String> spaces = List.of();
    private final Map<String, SyncOutcome> bySpace = new ConcurrentHashMap<>();
    private final Map<String, Finding> findings = new ConcurrentHashMap<>();

    /** The start is going to run in these spaces, in this order. */
    void expect(List<String> names) {
        spaces = List.copyOf(names);
    }

    /** The spaces of the start; empty before it knows them. */
    List<String> spaces() {
        return spaces;
    }

    void record(String space, SyncOutcome outcome) {
        bySpace.put(space, outcome);
        findings.put(space, Finding.of(outcome));
    }

    /** Remembers what somebody has found who looked at the space's database. */
    void record(String space, Finding finding) {
        findings.put(space, finding);
    }

    /** How the space's last run ended; empty before its end. */
    Optional<SyncOutcome> of(String space) {
        return Optional.ofNullable(bySpace.get(space));
    }

    /** What was found in the space's database last. */
    Finding finding(String space) {
        return findings.getOrDefault(space, Finding.UNKNOWN);
    }
}
