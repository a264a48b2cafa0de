package dev.atscript.db.dialect;

import dev.atscript.db.model.DbColumn;
import dev.atscript.db.model.DbView.Aggregate;
import dev.atscript.db.schema.PhysicalColumn;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How a kind of database writes what is not the same everywhere in a view. */
public interface ViewMapping {

    /**
     * A value that a condition asks for.
     *
     * @param sql its expression
     * @param column the column whose kind of values it has; null where they are of another kind, as a count
     */
    record Value(String sql, @Nullable PhysicalColumn column) {}

    /** Whether there are materialized views; otherwise they become plain ones. */
    boolean hasMaterializedViews();

    /** Whether sync knows what the database can do with a column's values; otherwise the database is asked. */
    boolean knows(DbColumn column);

    /** Null as a value of a column's type. */
    String none(PhysicalColumn column);

    /** {@code true} or {@code false}, as the column of a boolean holds it. */
    String literal(boolean value);

    /** A number that is compared with a value. */
    String literal(BigDecimal number, Value compared);

    /** A value as it is compared with one of another type. */
    String compared(Value value);

    /** An aggregate over the values of a column, which compares as they do. */
    String aggregate(Aggregate function, Value value);

    /**
     * A condition that a text matches a regular expression of JavaScript.
     *
     * @param value the text
     * @param pattern the regular expression, without slashes
     * @param flags its flags
     * @return null where this kind of database cannot express it
     */
    @Nullable
    String matches(Value value, String pattern, String flags);

    /** What to write where it cannot. */
    String matchesHint();
}
