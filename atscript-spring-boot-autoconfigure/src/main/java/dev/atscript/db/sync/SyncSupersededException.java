package dev.atscript.db.sync;

import java.util.List;

/**
 * A newer build has changed the database. This older one does not change it back, and either does not fit to it as it is or
 * is configured not to start.
 */
public final class SyncSupersededException extends SyncException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> obstacles;

    SyncSupersededException(SyncState.Applied newer, List<String> obstacles) {
        super("A newer build has changed the database (hash " + newer.hash() + ", applied by pod '" + newer.podId()
                + "' at "
                + newer.at() + "), and an older one does not change it back; nothing was changed."
                + (obstacles.isEmpty()
                        ? ""
                        : " This build cannot live with it:" + System.lineSeparator() + "  "
                                + String.join(System.lineSeparator() + "  ", obstacles)));
        this.obstacles = List.copyOf(obstacles);
    }

    /** What keeps this build from living with the database; empty where it was not asked. */
    public List<String> obstacles() {
        return obstacles;
    }
}
