package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalIndex;
import java.util.Set;

/** Which changes make or take away what a foreign key can point at: a primary key, or a unique index. */
final class KeyChanges {

    private KeyChanges() {}

    /** The columns that no longer are a key by this change; empty for a change of another kind. */
    static Set<String> lostBy(Change change) {
        if (change instanceof Change.ChangePrimaryKey primary && primary.from() != null) {
            return Set.copyOf(primary.from().columns());
        }
        return change instanceof Change.DropIndex drop ? columnsOf(drop.index()) : Set.of();
    }

    /** The columns that become a key by this change; empty for a change of another kind. */
    static Set<String> madeBy(Change change) {
        if (change instanceof Change.ChangePrimaryKey primary && primary.to() != null) {
            return Set.copyOf(primary.to().columns());
        }
        return change instanceof Change.CreateIndex create ? columnsOf(create.index()) : Set.of();
    }

    private static Set<String> columnsOf(PhysicalIndex index) {
        return index.kind() == PhysicalIndex.Kind.UNIQUE ? Set.copyOf(index.columns()) : Set.of();
    }
}
