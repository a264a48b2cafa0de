package dev.atscript.db.schema;

import java.util.List;

/**
 * A foreign key, sync's own or not.
 *
 * @param name the constraint's name
 * @param columns in order
 * @param target the table it points at
 * @param targetColumns the columns there, one for each of {@code columns}
 * @param onDelete what happens when the row pointed at is deleted
 * @param onUpdate what happens when its key changes
 * @param deviation what makes it differ from a foreign key that sync would make (deferrable, not validated …), as the
 *     dialect writes it; empty for none
 */
public record PhysicalForeignKey(
        String name,
        List<String> columns,
        QualifiedName target,
        List<String> targetColumns,
        Action onDelete,
        Action onUpdate,
        String deviation) {

    /** What the names of all foreign keys that sync manages end with. */
    public static final String MANAGED_SUFFIX = "__fkey";

    public PhysicalForeignKey {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
    }

    /** A referential action. */
    public enum Action {
        NO_ACTION("NO ACTION"),
        RESTRICT("RESTRICT"),
        CASCADE("CASCADE"),
        SET_NULL("SET NULL"),
        SET_DEFAULT("SET DEFAULT");

        private final String sql;

        Action(String sql) {
            this.sql = sql;
        }

        /** As standard SQL writes it. */
        public String sql() {
            return sql;
        }
    }

    /** Whether sync made it, by its name. */
    public boolean isManaged() {
        return name.endsWith(MANAGED_SUFFIX);
    }

    public PhysicalForeignKey withName(String other) {
        return new PhysicalForeignKey(other, columns, target, targetColumns, onDelete, onUpdate, deviation);
    }

    /** Whether it differs from another in nothing but its name. */
    public boolean sameDefinition(PhysicalForeignKey other) {
        return withName("").equals(other.withName(""));
    }
}
