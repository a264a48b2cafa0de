package dev.atscript.boot;

import dev.atscript.db.model.DbTable;
import java.util.List;

/** There are several DataSources, or one that has to be chosen, and none is. */
final class AmbiguousDataSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String BY_NAME = AtscriptProperties.SPACES + "." + DbTable.DEFAULT_SPACE + ".data-source";

    private final String action;

    private AmbiguousDataSourceException(String message, String action) {
        super(message);
        this.action = action;
    }

    /** None is marked. */
    static AmbiguousDataSourceException of(List<String> beanNames) {
        return new AmbiguousDataSourceException(
                several("DataSource beans", beanNames),
                "Mark the DataSource to migrate with @AtscriptDataSource, or one of them with @Primary, or set "
                        + BY_NAME + " to the name of the bean.");
    }

    /** More than one is marked for a space. */
    static AmbiguousDataSourceException ofMarked(String space, List<String> beanNames) {
        boolean isDefault = space.equals(DbTable.DEFAULT_SPACE);
        String mark = isDefault ? "" : "(\"" + space + "\")";
        return new AmbiguousDataSourceException(
                several("DataSource beans with @AtscriptDataSource" + mark, beanNames),
                "Leave the mark on one of them" + (isDefault ? ", or mark one of them with @Primary too." : "."));
    }

    /** There is one, which is no default candidate. */
    static AmbiguousDataSourceException ofNoDefaultCandidate(String beanName) {
        return new AmbiguousDataSourceException(
                "The only DataSource bean (" + beanName
                        + ") is no default candidate, and nothing says that it leads to the tables of the .as files.",
                "Mark it with @AtscriptDataSource, or set " + BY_NAME + " to its name.");
    }

    private static String several(String what, List<String> beanNames) {
        return "There are " + beanNames.size() + " " + what + " (" + String.join(", ", beanNames)
                + "), and nothing says which of them leads to the tables of the .as files.";
    }

    /** What to do about it. */
    String action() {
        return action;
    }
}
