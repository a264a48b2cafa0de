package dev.atscript.boot;

import java.util.List;

/** There are several DataSources and none is chosen. */
final class AmbiguousDataSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AmbiguousDataSourceException(String what, List<String> beanNames) {
        super("There are " + beanNames.size() + " " + what + " (" + String.join(", ", beanNames)
                + "), and nothing says which of them leads to the tables of the .as files.");
    }
}
