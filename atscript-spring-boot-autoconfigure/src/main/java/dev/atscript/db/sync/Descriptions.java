package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import java.util.List;
import java.util.stream.Collectors;

/** Changes in words, for messages. */
final class Descriptions {

    private Descriptions() {}

    /** {@code the type of age changes from TEXT to INTEGER}, for all of several. */
    static String typeChanges(List<Change> changes) {
        return changes.stream()
                .filter(Change.AlterColumn.class::isInstance)
                .map(Change.AlterColumn.class::cast)
                .filter(alter -> alter.aspects().contains(Change.Aspect.TYPE))
                .map(alter -> "the type of " + alter.to().name() + " changes from "
                        + alter.from().type() + " to " + alter.to().type())
                .collect(Collectors.joining(", "));
    }
}
