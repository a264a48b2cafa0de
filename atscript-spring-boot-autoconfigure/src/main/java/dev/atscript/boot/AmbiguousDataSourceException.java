package dev.atscript.boot;

import java.util.List;

/** There are several DataSources and none is chosen. */
final class AmbiguousDataSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AmbiguousDataSourceException(List<String> beanNames) {
        super("There are " + beanNames.size() + " DataSource beans (" + String.join(", ", beanNames)
                + "), and nothing says which of them leads to the tables of the .as files.");
    }
}
