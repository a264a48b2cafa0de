package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at external views: somebody else's, which have to be there with the columns that the model knows. */
final class ExternalViews {

    private ExternalViews() {}

    static List<EntryDraft> lookAt(DesiredSchema desired, PhysicalSchema live, SyncOptions options, Dialect dialect) {
        List<EntryDraft> drafts = new ArrayList<>();
        for (DesiredSchema.View view : desired.views()) {
            if (view.external()) {
                EntryDraft draft = new EntryDraft(
                        view.name(),
                        SyncEntry.Kind.EXTERNAL_VIEW,
                        view.location().toString());
                if (!options.failOnExternalViews()) {
                    draft.advise();
                }
                compare(view, columns(live, view.name(), dialect), draft, dialect);
                drafts.add(draft);
            }
        }
        return drafts;
    }

    private static void compare(
            DesiredSchema.View view, @Nullable List<String> columns, EntryDraft draft, Dialect dialect) {
        if (columns == null) {
            draft.error("is not there: create it, or remove it from the model");
            return;
        }
        List<String> missing = new ArrayList<>(view.physical().columns());
        Set<String> there = columns.stream().map(dialect::key).collect(Collectors.toSet());
        missing.removeIf(column -> there.contains(dialect.key(column)));
        if (!missing.isEmpty()) {
            draft.error("lacks " + (missing.size() == 1 ? "the column " : "the columns ") + String.join(", ", missing));
        }
    }

    /** The columns of the view, or of a table in its place; null where there is neither. */
    private static @Nullable List<String> columns(PhysicalSchema live, QualifiedName name, Dialect dialect) {
        PhysicalView view = named(live.views(), name, dialect);
        if (view != null) {
            return view.columns();
        }
        PhysicalTable table = named(live.tables(), name, dialect);
        return table == null
                ? null
                : table.columns().stream().map(PhysicalColumn::name).toList();
    }

    /** What has the name, as the database compares names. */
    private static <T> @Nullable T named(Map<QualifiedName, T> relations, QualifiedName name, Dialect dialect) {
        return relations.entrySet().stream()
                .filter(relation -> relation.getKey().namespace().equals(name.namespace()))
                .filter(relation -> dialect.key(relation.getKey().name()).equals(dialect.key(name.name())))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
