package dev.atscript.boot;

import java.util.List;

/** A location has no {@code .as} file, or there is no location: what was declared there would be dropped. */
final class MissingLocationsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean isWithout;

    /**
     * Creates the exception.
     *
     * @param locations those without a file; none where none is set
     */
    MissingLocationsException(List<String> locations) {
        super(locations.isEmpty() ? "No .as file was found: atscript.db.locations is empty." : message(locations));
        this.isWithout = locations.isEmpty();
    }

    private static String message(List<String> locations) {
        return "No .as file was found at " + String.join(", ", locations) + "."
                + locations.stream()
                        .filter(location -> !location.endsWith(".as"))
                        .findFirst()
                        .map(folder -> " A location is a pattern for files: say " + folder.replaceAll("/+$", "")
                                + "/**/*.as for those in a folder.")
                        .orElse("");
    }

    /** What to do about it. */
    String action() {
        return (isWithout
                        ? "Set it to where the .as files are, or leave it out for "
                                + AtscriptProperties.DEFAULT_LOCATION
                        : "Put .as files there, or set atscript.db.locations to where they are")
                + ". To start without them, set atscript.db.fail-on-missing-locations=false or atscript.db.enabled=false.";
    }
}
