package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Proves on the live data that the rows of a table fit the keys and indexes that it gets, and those that it keeps. */
final class IndexChecks {

    private final RowCounts counts;
    private final EntryDraft draft;
    private final PhysicalTable actual;
    private final ChangedValues values;
    private final RefusedRows rows;

    /**
     * Creates the checks of one table that exists.
     *
     * @param draft its changes
     * @param actual the table as it is, after renames
     * @param values what its changed columns will hold
     */
    IndexChecks(RowCounts counts, EntryDraft draft, PhysicalTable actual, ChangedValues values) {
        this.counts = counts;
        this.draft = draft;
        this.actual = actual;
        this.values = values;
        this.rows = new RefusedRows(draft);
    }

    void check() {
        for (Change change : draft.changes()) {
            if (change instanceof Change.CreateIndex create) {
                check(create);
            } else if (change instanceof Change.ChangePrimaryKey key && key.to() != null) {
                checkUnique(key.to().columns(), "becomes the primary key", change);
                checkLength(key.to().columns());
                checkKey(key.to().columns());
            }
        }
        for (List<String> columns : uniqueStill()) {
            if (columns.stream().anyMatch(values::changes)) {
                checkUnique(columns, "is unique", null);
            }
        }
    }

    /** Whether no rows may share a value of the column, once the changes are made. */
    boolean isUnique(String column) {
        return Stream.concat(uniqueStill().stream(), uniqueToBe()).anyMatch(List.of(column)::equals);
    }

    private Stream<List<String>> uniqueToBe() {
        return draft.changes().stream().flatMap(change -> {
            if (change instanceof Change.CreateIndex create && create.index().kind() == PhysicalIndex.Kind.UNIQUE) {
                return Stream.of(create.index().columns());
            }
            return change instanceof Change.ChangePrimaryKey key && key.to() != null
                    ? Stream.of(key.to().columns())
                    : Stream.empty();
        });
    }

    private void check(Change.CreateIndex change) {
        PhysicalIndex index = change.index();
        if (index.kind() == PhysicalIndex.Kind.FULLTEXT) {
            checkFullText(index);
            return;
        }
        if (index.kind() == PhysicalIndex.Kind.UNIQUE) {
            checkUnique(index.columns(), "becomes unique", change);
        }
        checkLength(index.columns());
    }

    private void checkFullText(PhysicalIndex index) {
        if (values.convert(index.columns())) {
            counts.refusalOfFullText(draft.name(), index, values.asMap())
                    .ifPresent(words -> draft.error("a row's text of " + names(index.columns())
                            + " is too long for the full text " + index.name() + ", as the database says: " + words
                            + ". Shorten it, or leave it out of the full text"));
        }
    }

    /** The columns of the keys and unique indexes that stay as they are, whoever made them. */
    private List<List<String>> uniqueStill() {
        List<List<String>> found = new ArrayList<>();
        boolean sameKey = draft.changes().stream().noneMatch(Change.ChangePrimaryKey.class::isInstance);
        if (sameKey && actual.primaryKey() != null) {
            found.add(actual.primaryKeyColumns());
        }
        for (PhysicalIndex index : actual.indexes()) {
            boolean stays = draft.changes().stream()
                    .noneMatch(change -> change instanceof Change.DropIndex drop
                            && drop.index().equals(index));
            if (stays && index.kind() == PhysicalIndex.Kind.UNIQUE) {
                found.add(index.columns());
            }
        }
        found.addAll(actual.otherKeys());
        return found;
    }

    private void checkUnique(List<String> columns, String which, @Nullable Change reason) {
        OptionalLong shared = values.convert(columns)
                ? counts.duplicates(draft.name(), columns, values.asMap())
                : OptionalLong.empty();
        if (reason != null && shared.equals(OptionalLong.of(0))) {
            draft.remarks().proves(reason, "no rows share their value of " + names(columns));
        }
        shared.ifPresent(number ->
                rows.refuse(number, "share their value of " + names(columns) + ", which " + which, "make them differ"));
    }

    private void checkLength(List<String> columns) {
        for (String column : columns) {
            if (!values.changes(column)) {
                rows.refuse(
                        counts.tooLong(draft.name(), column),
                        "hold a value of " + column + " that is too long for an index",
                        "shorten them, or index another column, such as one of a hash");
            }
        }
    }

    private void checkKey(List<String> columns) {
        String first = columns.get(0);
        if (columns.size() == 1 && !values.changes(first)) {
            rows.refuse(
                    counts.unfitForKey(draft.name(), first),
                    "hold a value of " + first + " that the primary key does not take",
                    "make it one of the column's type");
        }
    }

    private static String names(List<String> columns) {
        return String.join(", ", columns);
    }
}
