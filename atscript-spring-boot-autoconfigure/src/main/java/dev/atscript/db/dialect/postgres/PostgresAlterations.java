package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Alterations;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link Alterations} of PostgreSQL. */
final class PostgresAlterations implements Alterations {

    @Override
    public @Nullable String refusal(Change change) {
        boolean isVirtual = change instanceof Change.AlterColumn alter
                && alter.from().generated()
                && alter.from().defaultValue() != null;
        return isVirtual
                ? "is computed by the database and holds no values (VIRTUAL), so that it cannot become a plain one: drop it"
                : null;
    }

    @Override
    public @Nullable String trialOf(PhysicalColumn column) {
        String type = column.type();
        String value = column.defaultValue();
        if (!PostgresTypes.isNative(type)) {
            return null;
        }
        // A domain looks at a value only where there is a row.
        return value == null
                ? "SELECT " + PostgresTypes.none(type) + " LIMIT 0"
                : "SELECT CAST(" + value + " AS " + type + ")";
    }

    @Override
    public @Nullable String trialOfNull(PhysicalColumn column) {
        return PostgresTypes.isNative(column.type()) ? "SELECT " + PostgresTypes.none(column.type()) : null;
    }

    /** It sorts by what a B-tree of the type would. */
    @Override
    public @Nullable String trialOfOrder(PhysicalColumn column) {
        return PostgresTypes.isNative(column.type())
                ? "SELECT " + PostgresTypes.none(column.type()) + " AS value ORDER BY value LIMIT 0"
                : null;
    }

    @Override
    public @Nullable String obstacleToFullText(PhysicalColumn column) {
        return PostgresTypes.isNative(column.type()) ? PostgresFullText.obstacle(column.type()) : null;
    }

    @Override
    public boolean holdsRowsOf(PhysicalColumn column, Set<QualifiedName> tables) {
        return PostgresTypes.isNative(column.type())
                && tables.stream().anyMatch(table -> PostgresTypes.isRowOf(column.type(), table.name()));
    }

    @Override
    public Way wayOf(Change change, PhysicalTable table, PhysicalSchema live) {
        return Way.IN_PLACE;
    }

    @Override
    public List<String> obstacles(Change change, PhysicalTable table) {
        return PostgresObstacles.of(change, table);
    }

    @Override
    public boolean dependentsBlockChanges() {
        return true;
    }

    @Override
    public boolean foreignKeysSurvive(Change.AlterColumn change) {
        return PostgresForeignKeys.survive(change);
    }

    @Override
    public @Nullable String obstacleToReference(@Nullable PhysicalTable table, PhysicalTable target) {
        return PostgresObstacles.toReference(table, target);
    }

    @Override
    public boolean canReference(String type, String targetType) {
        return PostgresTypes.canReference(type, targetType);
    }

    @Override
    public boolean numbersOnlyTheKey() {
        return false;
    }

    @Override
    public boolean foreignKeysInCreateTable() {
        return false;
    }
}
