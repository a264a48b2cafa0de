package dev.atscript.boot;

import java.util.List;

/** There are several DataSources, or one that has to be chosen, and none is. */
final class AmbiguousDataSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AmbiguousDataSourceException(String what, List<String> beanNames) {
        super("There are " + beanNames.size() + " " + what + " (" + String.join(", ", beanNames)
                + "), and nothing says which of them leads to the tables of the .as files.");
    }

    /** There is one, which is no default candidate. */
    AmbiguousDataSourceException(String beanName) {
        super("The only DataSource bean (" + beanName
                + ") is no default candidate, and nothing says that it leads to the" + " tables of the .as files.");
    }
}
