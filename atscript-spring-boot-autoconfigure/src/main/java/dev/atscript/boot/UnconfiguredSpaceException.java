package dev.atscript.boot;

import dev.atscript.db.model.DbSchema;
import dev.atscript.db.model.DbTable;
import dev.atscript.db.model.DbView;
import dev.atscript.lang.Location;
import java.util.List;
import java.util.stream.Stream;

/** Nothing says which database a space is. */
final class UnconfiguredSpaceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String property;
    private final String space;
    private final transient List<String> dataSources;

    UnconfiguredSpaceException(String space, DbSchema part, List<String> dataSources) {
        super(what(part) + "in the space '" + space + "', and nothing says which database that is.");
        this.space = space;
        this.property = AtscriptProperties.prefix(space);
        this.dataSources = List.copyOf(dataSources);
    }

    private static String what(DbSchema part) {
        List<String> declared = Stream.concat(
                        part.tables().stream().map(UnconfiguredSpaceException::table),
                        part.views().stream().map(UnconfiguredSpaceException::view))
                .toList();
        int others = declared.size() - 1;
        return switch (others) {
            case -1 -> "Nothing is declared ";
            case 0 -> declared.get(0) + " is ";
            case 1 -> declared.get(0) + " and one more are ";
            default -> declared.get(0) + " and " + others + " more are ";
        };
    }

    private static String table(DbTable table) {
        return named("The table ", table.name(), table.location());
    }

    private static String view(DbView view) {
        return named("The view ", view.name(), view.location());
    }

    private static String named(String kind, String name, Location location) {
        return kind + name + " (" + location + ")";
    }

    /** What to do about it. */
    String action() {
        if (space.equals(DbTable.DEFAULT_SPACE)) {
            return "Give the application a DataSource that no other space uses, or set " + property
                    + ".url to the JDBC URL" + " of the database.";
        }
        String beans = dataSources.isEmpty() ? "" : " (" + String.join(", ", dataSources) + ")";
        return "Set " + property + ".data-source to the name of a DataSource bean" + beans + ", or " + property
                + ".url to a JDBC URL, or mark a DataSource bean with @AtscriptDataSource(\"" + space + "\").";
    }
}
