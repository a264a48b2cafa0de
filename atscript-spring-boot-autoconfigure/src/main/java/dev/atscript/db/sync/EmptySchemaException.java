package dev.atscript.db.sync;

import java.util.List;

/** The model has no table although the database tracks some: more likely a wrong location than intended. */
public final class EmptySchemaException extends SyncException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param place where the model has nothing, with a blank before it; empty where it has nothing at all
     */
    EmptySchemaException(String place, List<String> locations, List<String> tracked) {
        super(
                "The model declares no table" + place + ", but the database tracks " + tracked.size() + " ("
                        + String.join(", ", tracked)
                        + "). Searched: " + (locations.isEmpty() ? "nothing" : String.join(", ", locations))
                        + ". Check atscript.db.locations; to drop the last tables, force the run (atscript.db.force=true or db sync --force).");
    }
}
