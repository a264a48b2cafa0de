package dev.atscript.testing;

import dev.atscript.db.sync.SchemaSyncListener;
import dev.atscript.db.sync.SyncPlan;

/** A listener that is only told of statements, and so can be a lambda. */
@FunctionalInterface
public interface BeforeStatement extends SchemaSyncListener {

    @Override
    void beforeStatement(SyncPlan plan, int index);
}
