package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A view that something else uses, which sync did not make, cannot go. */
final class ViewDrops {

    private final PhysicalSchema live;
    private final Set<QualifiedName> gone;
    private final Predicate<QualifiedName> keepsName;
    private final Dialect dialect;
    private final Function<QualifiedName, EntryDraft> drafts;

    /**
     * Looks at drops.
     *
     * @param gone the views that are dropped, be it to be made again
     * @param keepsName whether there is a view of that name again at the end
     * @param drafts the entry of a live view
     */
    ViewDrops(
            PhysicalSchema live,
            Set<QualifiedName> gone,
            Predicate<QualifiedName> keepsName,
            Dialect dialect,
            Function<QualifiedName, EntryDraft> drafts) {
        this.live = live;
        this.gone = gone;
        this.keepsName = keepsName;
        this.dialect = dialect;
        this.drafts = drafts;
    }

    void refuse() {
        if (dialect.viewChanges().keepsDependencies()) {
            for (PhysicalView user : live.views().values()) {
                user.uses().keySet().stream()
                        .filter(used -> gone.contains(used) && !gone.contains(user.name()))
                        .forEach(used -> refuse(used, "the view " + user.name()));
            }
        }
        for (QualifiedName used : gone) {
            PhysicalView view = live.view(used);
            Stream.ofNullable(view)
                    .flatMap(dropped -> dropped.unmanaged().stream())
                    .forEach(object -> {
                        if (object.kind() == UnmanagedObject.Kind.CONTENT && !keepsName.test(used)) {
                            refuse(used, "the full-text table " + object.name());
                        } else if (object.kind() == UnmanagedObject.Kind.USER_OF_TABLE) {
                            refuse(used, object.name());
                        }
                    });
        }
    }

    private void refuse(QualifiedName view, String user) {
        drafts.apply(view)
                .error("has to be dropped, and " + user
                        + ", which sync did not make, uses it: drop that one before, and make it again afterwards");
    }
}
