package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at external views: somebody else's, which have to be there with the columns that the model knows. */
final class ExternalViews {

    private ExternalViews() {}

    static List<EntryDraft> lookAt(DesiredSchema desired, PhysicalSchema live, SyncOptions options) {
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
                compare(view, columns(live, view.name()), draft);
                drafts.add(draft);
            }
        }
        return drafts;
    }

    private static void compare(DesiredSchema.View view, @Nullable List<String> columns, EntryDraft draft) {
        if (columns == null) {
            draft.error("is not there: create it, or remove it from the model");
            return;
        }
        List<String> missing = new ArrayList<>(view.physical().columns());
        missing.removeAll(columns);
        if (!missing.isEmpty()) {
            draft.error("lacks " + (missing.size() == 1 ? "the column " : "the columns ") + String.join(", ", missing));
        }
    }

    /** The columns of the view, or of a table in its place; null where there is neither. */
    private static @Nullable List<String> columns(PhysicalSchema live, QualifiedName name) {
        PhysicalView view = live.view(name);
        if (view != null) {
            return view.columns();
        }
        PhysicalTable table = live.table(name);
        return table == null
                ? null
                : table.columns().stream().map(PhysicalColumn::name).toList();
    }
}
