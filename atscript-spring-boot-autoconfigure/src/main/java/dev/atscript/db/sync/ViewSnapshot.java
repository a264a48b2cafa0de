package dev.atscript.db.sync;

import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What sync remembers of a view it has made; kept as JSON in the control table.
 *
 * @param view the view's name
 * @param definition what it selects, as the dialect wrote it
 * @param text the same in the database's own words, right after it was made; null until it is
 * @param materialized whether it is materialized; null in what was remembered before that was told
 * @param server whose words these are, as the dialect tells servers apart; null in what was remembered before it was told
 * @param renamedFrom previous names whose rename is done
 */
record ViewSnapshot(
        QualifiedName view,
        String definition,
        @Nullable String text,
        @Nullable Boolean materialized,
        @Nullable String server,
        List<String> renamedFrom)
        implements Snapshot {
    ViewSnapshot {
        Objects.requireNonNull(view, "no view");
        renamedFrom = List.copyOf(renamedFrom);
    }

    ViewSnapshot withText(@Nullable String other, @Nullable String itsServer) {
        return new ViewSnapshot(view, definition, other, materialized, itsServer, renamedFrom);
    }

    /** Whether a view is as it was when it was made, as far as this server can tell: another one said it in other words. */
    boolean isOf(PhysicalView live, String liveServer) {
        return server != null && !server.equals(liveServer) || live.definition().equals(text);
    }

    /** Whether a view holds its rows, or does not, as it did when it was made. */
    boolean isHeldAs(PhysicalView live) {
        return materialized == null || materialized == live.materialized();
    }
}
