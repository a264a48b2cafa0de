package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Breakage;
import dev.atscript.db.schema.Change;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Those of somebody's who read tables and views without the names of columns, which could be followed, by taking all. */
final class RelationReaders {

    private final ColumnFates fates;
    private final BystanderSql bystanders;
    private final SchemaLook first;
    private final List<Relation> relations = new ArrayList<>();

    /** A table or view that changes, by the name it had, and the last change of it. */
    private record Relation(String before, List<String> columns, Change change) {}

    /**
     * Looks at them before the changes.
     *
     * @param copy what the changes are to be made in
     */
    RelationReaders(List<Change> changes, ColumnFates fates, BystanderSql bystanders, SchemaCopy copy)
            throws SQLException {
        this.fates = fates;
        this.bystanders = bystanders;
        this.first = copy.first();
        if (bystanders.objects().stream().anyMatch(bystanders::takesAllColumns)) {
            lookAtRelations(changes, copy);
        }
    }

    private void lookAtRelations(List<Change> changes, SchemaCopy copy) throws SQLException {
        Map<String, Change> last = new LinkedHashMap<>();
        for (Change change : changes) {
            boolean isTable = !(change instanceof Change.DropView || change instanceof Change.CreateView);
            String name = change.table().name();
            last.put(isTable ? fates.tableBefore(name) : name, change);
        }
        for (Map.Entry<String, Change> change : last.entrySet()) {
            List<String> columns = copy.columnsOf(change.getKey());
            if (!columns.isEmpty()) {
                relations.add(new Relation(change.getKey(), columns, change.getValue()));
            }
        }
    }

    private Set<String> readersOf(String relation, SchemaCopy copy) throws SQLException {
        Set<String> readers = new LinkedHashSet<>(copy.usersOf(relation));
        readers.retainAll(bystanders.objects());
        return readers;
    }

    /**
     * What they would read else after the changes.
     *
     * @param copy what the changes were made in
     * @param after how it looks
     */
    List<Breakage> others(SchemaCopy copy, SchemaLook after) throws SQLException {
        List<Breakage> found = new ArrayList<>();
        for (Relation relation : relations) {
            found.addAll(ofAllColumns(relation, copy, after));
        }
        return found;
    }

    /** A list of columns that was made of all of them takes them by where they are. */
    private List<Breakage> ofAllColumns(Relation relation, SchemaCopy copy, SchemaLook after) throws SQLException {
        List<Breakage> found = new ArrayList<>();
        List<String> columns = fates.renamed(relation.before(), relation.columns());
        String name = relation.change().table().name();
        List<String> now = copy.columnsOf(name);
        boolean otherOrder = now.size() == columns.size() && !now.equals(columns);
        for (String object : otherOrder ? readersOf(name, copy) : Set.<String>of()) {
            boolean keepsItsOwn =
                    Objects.equals(first.columns().get(object), after.columns().get(object));
            if (keepsItsOwn && bystanders.takesAllColumns(object) && bystanders.names(object, relation.before())) {
                found.add(new Breakage(
                        relation.change(),
                        "the " + object + ", which sync did not make, takes all columns of " + relation.before()
                                + " as they are, and would take others for them: name the columns there"));
            }
        }
        return found;
    }
}
