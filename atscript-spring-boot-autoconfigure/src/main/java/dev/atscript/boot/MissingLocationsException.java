package dev.atscript.boot;

import java.util.List;

/** No {@code .as} file was found. */
final class MissingLocationsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingLocationsException(List<String> locations) {
        super("No .as file was found at " + (locations.isEmpty() ? "no location" : String.join(", ", locations)) + ".");
    }
}
