package dev.atscript.db.schema;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One difference between what a database holds and what it should hold. */
public sealed interface Change {

    /** The table or view it belongs to, by the name it has when the change is made. */
    QualifiedName table();

    /** What kind of change it is: {@code add-column}, {@code create-table}. */
    default String kind() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** The changes it consists of: those that a new table makes, or itself alone. */
    default List<Change> parts() {
        return List.of(this);
    }

    /** Calls the case of this change. */
    <R> R accept(Cases<R> cases);

    /** One method for each kind of change, so that who asks something of changes answers for all of them. */
    interface Cases<R> {
        R createTable(CreateTable change);

        R dropTable(DropTable change);

        R renameTable(RenameTable change);

        R recreateTable(RecreateTable change);

        R addColumn(AddColumn change);

        R dropColumn(DropColumn change);

        R renameColumn(RenameColumn change);

        R alterColumn(AlterColumn change);

        R changePrimaryKey(ChangePrimaryKey change);

        R createIndex(CreateIndex change);

        R dropIndex(DropIndex change);

        R renameIndex(RenameIndex change);

        R addForeignKey(AddForeignKey change);

        R dropForeignKey(DropForeignKey change);

        R renameForeignKey(RenameForeignKey change);

        R createView(CreateView change);

        R dropView(DropView change);

        R renameView(RenameView change);

        R replaceView(ReplaceView change);
    }

    /**
     * A new table with its columns and key. Its namespace is made with it where it is missing.
     *
     * @param definition the table; indexes and, where the dialect adds them later, foreign keys are changes of their own
     */
    record CreateTable(PhysicalTable definition) implements Change {
        @Override
        public QualifiedName table() {
            return definition.name();
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.createTable(this);
        }
    }

    /** A table goes, with all it holds. */
    record DropTable(PhysicalTable definition) implements Change {
        @Override
        public QualifiedName table() {
            return definition.name();
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.dropTable(this);
        }
    }

    /** A table gets another name, or moves to another namespace. */
    record RenameTable(QualifiedName from, QualifiedName to) implements Change {
        @Override
        public QualifiedName table() {
            return to;
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.renameTable(this);
        }
    }

    /**
     * A table is replaced by a new one of the same name, because the database cannot change it in place.
     *
     * @param from the table as it is, after renames
     * @param to the table as it should be
     * @param keepRows whether the rows are copied; otherwise the new table is empty
     * @param reasons the changes that are made by it
     */
    record RecreateTable(PhysicalTable from, PhysicalTable to, boolean keepRows, List<Change> reasons)
            implements Change {
        public RecreateTable {
            reasons = List.copyOf(reasons);
        }

        @Override
        public QualifiedName table() {
            return to.name();
        }

        @Override
        public List<Change> parts() {
            return reasons;
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.recreateTable(this);
        }
    }

    /**
     * A new column.
     *
     * @param table the table
     * @param column the column
     * @param fill an SQL expression for the rows that exist, where the column has no default; null for none
     */
    record AddColumn(
            QualifiedName table,
            PhysicalColumn column,
            @Nullable String fill) implements Change {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.addColumn(this);
        }
    }

    /** A column goes, with its values. */
    record DropColumn(QualifiedName table, PhysicalColumn column) implements Change {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.dropColumn(this);
        }
    }

    /** A column gets another name. */
    record RenameColumn(QualifiedName table, String from, String to) implements Change {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.renameColumn(this);
        }
    }

    /**
     * A column changes in one or more {@link Aspect aspects}.
     *
     * @param table the table
     * @param from the column as it is, after renames
     * @param to the column as it should be
     * @param fill an SQL expression for the rows that hold null, where the column becomes required; null for none
     * @param carriedOver what is not ours and is lost with the type or the numbering that the column had: it is set again, or
     *     stays behind
     */
    record AlterColumn(
            QualifiedName table,
            PhysicalColumn from,
            PhysicalColumn to,
            @Nullable String fill,
            List<UnmanagedObject> carriedOver)
            implements Change {
        public AlterColumn {
            carriedOver = List.copyOf(carriedOver);
        }

        public AlterColumn(QualifiedName table, PhysicalColumn from, PhysicalColumn to, @Nullable String fill) {
            this(table, from, to, fill, List.of());
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.alterColumn(this);
        }

        /** Whether the column becomes one that numbers itself. */
        public boolean beginsNumbering() {
            return from.identity() == null && to.identity() != null;
        }

        /** What is different. */
        public Set<Aspect> aspects() {
            Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
            if (!from.type().equals(to.type()) || from.generated() != to.generated()) {
                aspects.add(Aspect.TYPE);
            }
            if (from.nullable() != to.nullable()) {
                aspects.add(Aspect.NULLABILITY);
            }
            if (!Objects.equals(from.defaultValue(), to.defaultValue())) {
                aspects.add(Aspect.DEFAULT);
            }
            if (!from.collation().equals(to.collation())) {
                aspects.add(Aspect.COLLATION);
            }
            if (!Identity.same(from.identity(), to.identity())) {
                aspects.add(Aspect.IDENTITY);
            }
            return aspects;
        }
    }

    /** What may be different in a column. */
    enum Aspect {
        TYPE,
        NULLABILITY,
        DEFAULT,
        COLLATION,
        IDENTITY
    }

    /**
     * The primary key appears, goes, or has other columns.
     *
     * @param table the table
     * @param from the key as it is; null where there is none
     * @param to the key as it should be; null for none
     * @param carriedOver what is not ours and went with {@code from}: it is made again with {@code to}
     */
    record ChangePrimaryKey(
            QualifiedName table,
            @Nullable PrimaryKey from,
            @Nullable PrimaryKey to,
            List<UnmanagedObject> carriedOver) implements Change {
        public ChangePrimaryKey {
            carriedOver = List.copyOf(carriedOver);
        }

        public ChangePrimaryKey(QualifiedName table, @Nullable PrimaryKey from, @Nullable PrimaryKey to) {
            this(table, from, to, List.of());
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.changePrimaryKey(this);
        }
    }

    /**
     * A new index.
     *
     * @param table the table
     * @param index the index
     * @param carriedOver what is not ours and went with the index that this one replaces: it is made again with it
     */
    record CreateIndex(QualifiedName table, PhysicalIndex index, List<UnmanagedObject> carriedOver) implements Change {
        public CreateIndex {
            carriedOver = List.copyOf(carriedOver);
        }

        public CreateIndex(QualifiedName table, PhysicalIndex index) {
            this(table, index, List.of());
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.createIndex(this);
        }
    }

    /** An index goes. */
    record DropIndex(QualifiedName table, PhysicalIndex index) implements Change {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.dropIndex(this);
        }
    }

    /** An index gets another name. */
    record RenameIndex(QualifiedName table, PhysicalIndex index, String to) implements Change {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.renameIndex(this);
        }
    }

    /**
     * A new foreign key.
     *
     * @param table the table
     * @param foreignKey the foreign key
     * @param carriedOver what is not ours and went with the one that this replaces: it is made again with it
     */
    record AddForeignKey(QualifiedName table, PhysicalForeignKey foreignKey, List<UnmanagedObject> carriedOver)
            implements Change {
        public AddForeignKey {
            carriedOver = List.copyOf(carriedOver);
        }

        public AddForeignKey(QualifiedName table, PhysicalForeignKey foreignKey) {
            this(table, foreignKey, List.of());
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.addForeignKey(this);
        }
    }

    /** A foreign key goes. */
    record DropForeignKey(QualifiedName table, PhysicalForeignKey foreignKey) implements Change {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.dropForeignKey(this);
        }
    }

    /** A foreign key gets another name. */
    record RenameForeignKey(QualifiedName table, PhysicalForeignKey foreignKey, String to) implements Change {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.renameForeignKey(this);
        }
    }

    /** A new view; what is unmanaged of it is made again with it. */
    record CreateView(PhysicalView definition) implements Change {
        @Override
        public QualifiedName table() {
            return definition.name();
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.createView(this);
        }
    }

    /** A view goes. */
    record DropView(PhysicalView definition) implements Change {
        @Override
        public QualifiedName table() {
            return definition.name();
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.dropView(this);
        }
    }

    /**
     * A view gets another definition in place, with what stands on it.
     *
     * @param from the view as it is
     * @param definition the same name, and what becomes of the columns that there are, in their order, before new ones
     */
    record ReplaceView(PhysicalView from, PhysicalView definition) implements Change {
        @Override
        public QualifiedName table() {
            return definition.name();
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.replaceView(this);
        }
    }

    /** A view gets another name, or moves to another namespace. */
    record RenameView(PhysicalView definition, QualifiedName to) implements Change {
        @Override
        public QualifiedName table() {
            return to;
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.renameView(this);
        }
    }
}
