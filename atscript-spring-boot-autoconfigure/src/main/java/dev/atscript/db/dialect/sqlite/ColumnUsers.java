package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.sqlite.ColumnFates.Column;
import dev.atscript.db.dialect.sqlite.ColumnFates.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who of somebody's may do something by the names of columns that come, go, or get another one: those that say one of them, or
 * take or join by all columns of what reads the table; and those that read these.
 */
final class ColumnUsers {

    private final BystanderSql bystanders;
    private final Set<String> usersOfAll = new LinkedHashSet<>();
    private final Map<String, Boolean> usedAsAWhole = new HashMap<>();
    private final List<Column> columns = new ArrayList<>();
    private final Set<String> objects;

    /**
     * Looks for them.
     *
     * @param which the columns before the changes, or after them
     */
    ColumnUsers(ColumnFates fates, BystanderSql bystanders, Function<Fate, @Nullable Column> which) {
        this.bystanders = bystanders;
        for (String object : bystanders.objects()) {
            if (bystanders.takesOrJoinsByAll(object)) {
                usersOfAll.add(object);
            }
        }
        Set<String> users = new LinkedHashSet<>();
        for (Fate fate : fates.all()) {
            Column column = which.apply(fate);
            if (column != null) {
                Set<String> sayers = bystanders.naming(column.name());
                if (!sayers.isEmpty() || isUsedAsAWhole(fates.tableBefore(fate))) {
                    columns.add(column);
                    users.addAll(sayers);
                    users.addAll(usersOfAll);
                }
            }
        }
        this.objects = bystanders.withReaders(users);
    }

    private boolean isUsedAsAWhole(String table) {
        return !usersOfAll.isEmpty()
                && usedAsAWhole.computeIfAbsent(
                        table,
                        any -> bystanders.withReaders(bystanders.naming(table)).stream()
                                .anyMatch(usersOfAll::contains));
    }

    /** By type and name. */
    Set<String> objects() {
        return objects;
    }

    /** The columns that they may use. */
    List<Column> columns() {
        return columns;
    }
}
