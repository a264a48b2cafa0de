package dev.atscript.db.schema;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key, sync's own or not.
 *
 * @param name the constraint's name
 * @param columns in order
 * @param target the table it points at
 * @param targetColumns the columns there, one for each of {@code columns}
 * @param onDelete what happens when the row pointed at is deleted
 * @param setColumns which of {@code columns} that sets, where it is not all of them; empty for all
 * @param onUpdate what happens when its key changes
 * @param deviation what makes it differ from a foreign key that sync would make (deferrable, not validated …), as the
 *     dialect writes it; empty for none
 * @param followsKey whether it was written without the columns there, so that it points at whatever the primary key is;
 *     {@code targetColumns} are those it points at now. No part of the definition
 */
public record PhysicalForeignKey(
        String name,
        List<String> columns,
        QualifiedName target,
        List<String> targetColumns,
        Action onDelete,
        List<String> setColumns,
        Action onUpdate,
        String deviation,
        boolean followsKey) {

    /** What the names of all foreign keys that sync manages end with. */
    public static final String MANAGED_SUFFIX = "__fkey";

    public PhysicalForeignKey {
        Objects.requireNonNull(name, "no name");
        Objects.requireNonNull(target, "no target");
        Objects.requireNonNull(onDelete, "no action");
        Objects.requireNonNull(onUpdate, "no action");
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
        setColumns = copyOf(setColumns);
    }

    /** A foreign key that names the columns it points at, and sets all its own, if it sets any. */
    public PhysicalForeignKey(
            String name,
            List<String> columns,
            QualifiedName target,
            List<String> targetColumns,
            Action onDelete,
            Action onUpdate,
            String deviation) {
        this(name, columns, target, targetColumns, onDelete, List.of(), onUpdate, deviation, false);
    }

    /** What was stored before there was such a list has none. */
    private static List<String> copyOf(@Nullable List<String> columns) {
        return columns == null ? List.of() : List.copyOf(columns);
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
        return new PhysicalForeignKey(
                other, columns, target, targetColumns, onDelete, setColumns, onUpdate, deviation, followsKey);
    }

    public PhysicalForeignKey withDeviation(String other) {
        return new PhysicalForeignKey(
                name, columns, target, targetColumns, onDelete, setColumns, onUpdate, other, followsKey);
    }

    public PhysicalForeignKey withTarget(QualifiedName other) {
        return new PhysicalForeignKey(
                name, columns, other, targetColumns, onDelete, setColumns, onUpdate, deviation, followsKey);
    }

    /** The same with other names of its columns. */
    public PhysicalForeignKey renamedColumns(UnaryOperator<String> rename) {
        return new PhysicalForeignKey(
                name,
                columns.stream().map(rename).toList(),
                target,
                targetColumns,
                onDelete,
                setColumns.stream().map(rename).toList(),
                onUpdate,
                deviation,
                followsKey);
    }

    /** The same with other names of the columns it points at. */
    public PhysicalForeignKey renamedTargetColumns(UnaryOperator<String> rename) {
        return new PhysicalForeignKey(
                name,
                columns,
                target,
                targetColumns.stream().map(rename).toList(),
                onDelete,
                setColumns,
                onUpdate,
                deviation,
                followsKey);
    }

    /** The same, written with the columns it points at now. */
    public PhysicalForeignKey withColumnsNamed() {
        return new PhysicalForeignKey(
                name, columns, target, targetColumns, onDelete, setColumns, onUpdate, deviation, false);
    }

    /** Whether it changes rows of its table when those that it points at go or change, and does not only keep them from that. */
    public boolean changesRows() {
        return isChange(onDelete) || isChange(onUpdate);
    }

    private static boolean isChange(Action action) {
        return action != Action.NO_ACTION && action != Action.RESTRICT;
    }

    /** Whether it joins the same columns as another, in whatever order, whatever it does then. */
    public boolean joinsSame(PhysicalForeignKey other) {
        return target.equals(other.target) && joined().equals(other.joined());
    }

    private Set<List<String>> joined() {
        return IntStream.range(0, Math.min(columns.size(), targetColumns.size()))
                .mapToObj(i -> List.of(columns.get(i), targetColumns.get(i)))
                .collect(Collectors.toSet());
    }

    /** Whether it does the same as another when a row pointed at goes or changes, and is checked as soon. */
    public boolean actsAs(PhysicalForeignKey other) {
        return onDelete == other.onDelete
                && setColumns.equals(other.setColumns)
                && onUpdate == other.onUpdate
                && isDeferrable() == other.isDeferrable();
    }

    /** Whether the end of a transaction may be early enough for it to be checked. */
    public boolean isDeferrable() {
        return deviation.toLowerCase(Locale.ROOT).contains("deferrable");
    }

    /** Whether it differs from another in nothing but its name. */
    public boolean sameDefinition(PhysicalForeignKey other) {
        return withName("").withColumnsNamed().equals(other.withName("").withColumnsNamed());
    }
}
