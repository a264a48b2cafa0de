package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Alterations;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link Alterations} of SQLite. */
final class SqliteAlterations implements Alterations {

    @Override
    public @Nullable String refusal(Change change) {
        return null;
    }

    @Override
    public @Nullable String trialOf(PhysicalColumn column) {
        return null;
    }

    @Override
    public @Nullable String trialOfNull(PhysicalColumn column) {
        return null;
    }

    @Override
    public @Nullable String trialOfOrder(PhysicalColumn column) {
        return null;
    }

    @Override
    public @Nullable String obstacleToFullText(PhysicalColumn column) {
        return null;
    }

    @Override
    public boolean holdsRowsOf(PhysicalColumn column, Set<QualifiedName> tables) {
        return false;
    }

    @Override
    public Way wayOf(Change change, PhysicalTable table, PhysicalSchema live) {
        return change.accept(new SqliteWays(table, live));
    }

    @Override
    public List<String> obstacles(Change change, PhysicalTable table) {
        return SqliteObstacles.of(change, table);
    }

    @Override
    public boolean dependentsBlockChanges() {
        return false;
    }

    @Override
    public boolean foreignKeysSurvive(Change.AlterColumn change) {
        return true;
    }

    @Override
    public @Nullable String obstacleToReference(@Nullable PhysicalTable table, PhysicalTable target) {
        return null;
    }

    @Override
    public boolean canReference(String type, String targetType) {
        return true;
    }

    @Override
    public boolean numbersOnlyTheKey() {
        return true;
    }

    @Override
    public boolean foreignKeysInCreateTable() {
        return true;
    }
}
