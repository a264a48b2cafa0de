package dev.atscript.boot;

import java.util.List;

/** A location has no {@code .as} file, or there is no location: what was declared there would be dropped. */
final class MissingLocationsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingLocationsException(List<String> locations) {
        super("No .as file was found at " + (locations.isEmpty() ? "no location" : String.join(", ", locations)) + "."
                + locations.stream()
                        .filter(location -> !location.endsWith(".as"))
                        .findFirst()
                        .map(folder -> " A location is a pattern for files: say " + folder.replaceAll("/+$", "")
                                + "/**/*.as for those in a folder.")
                        .orElse(""));
    }
}
