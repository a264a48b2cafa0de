package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values that would not survive a change of their column's type. */
final class LossyValues {

    private final Dialect dialect;
    private final PhysicalSchema live;

    LossyValues(Dialect dialect, PhysicalSchema live) {
        this.dialect = dialect;
        this.live = live;
    }

    /**
     * A condition that is true for a row with such a value, or fails on it; null where there can be none.
     *
     * @param column the column in SQL
     */
    @Nullable
    String condition(String column, PhysicalColumn from, PhysicalColumn to) {
        String condition = dialect.values().lossyCondition(column, from, to, live);
        return condition == null ? null : "CASE WHEN " + column + " IS NULL THEN 1=0 ELSE " + condition + " END";
    }

    /**
     * Statements that prove once more that there is none, immediately before a change is made, and keep it so: others may
     * have written since they were counted.
     */
    List<SqlStatement> proofs(Change change) {
        List<SqlStatement> proofs = retyped(change)
                .flatMap(alter -> Stream.ofNullable(proof(alter)))
                .toList();
        if (proofs.isEmpty()) {
            return List.of();
        }
        List<SqlStatement> statements = new ArrayList<>(dialect.lock(change.table()));
        statements.addAll(proofs);
        return statements;
    }

    /** The changes of columns whose values are kept. */
    private static Stream<Change.AlterColumn> retyped(Change change) {
        boolean losesRows = change instanceof Change.RecreateTable recreation && !recreation.keepRows();
        Stream<Change> changes = losesRows ? Stream.empty() : change.parts().stream();
        return changes.filter(Change.AlterColumn.class::isInstance).map(Change.AlterColumn.class::cast);
    }

    private @Nullable SqlStatement proof(Change.AlterColumn change) {
        PhysicalColumn to = change.to();
        String condition = dialect.values().refusesLoss(change.from(), to)
                ? null
                : condition(dialect.quote(to.name()), change.from(), to);
        return condition == null
                ? null
                : SqlStatement.proof(
                        "SELECT 1 FROM " + dialect.quote(change.table()) + " WHERE " + condition + " LIMIT 1",
                        "a value of " + to.name() + " that " + to.type()
                                + " cannot keep would be lost, which was written since they were counted: run again to have"
                                + " such values counted, and correct them, or choose a type that holds them");
    }
}
