package dev.atscript.boot;

import java.util.List;
import java.util.stream.Collectors;

/** One of several spaces failed. */
final class SpaceSyncException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String space;
    private final RuntimeException failure;
    private final transient List<String> done;

    /**
     * Creates the exception.
     *
     * @param done the spaces that were synced before
     */
    SpaceSyncException(String space, RuntimeException failure, List<String> done) {
        super(failure);
        this.space = space;
        this.failure = failure;
        this.done = List.copyOf(done);
    }

    /** What the space's own run failed with. */
    RuntimeException failure() {
        return failure;
    }

    @Override
    public String getMessage() {
        return around(String.valueOf(failure.getMessage()));
    }

    /** What happened to which space, around a description of the failure itself. */
    String around(String description) {
        return "The space '" + space + "' failed. " + description + System.lineSeparator() + others();
    }

    private String others() {
        if (done.isEmpty()) {
            return "No other space was changed.";
        }
        String names = done.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return "The run has ended for " + names
                + " already, and what it applied there stays: spaces have no transaction in"
                + " common. The next start does what is left.";
    }
}
