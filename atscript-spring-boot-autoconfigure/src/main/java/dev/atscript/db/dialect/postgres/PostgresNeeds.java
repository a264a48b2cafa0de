package dev.atscript.db.dialect.postgres;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Which rights a change needs, of what is there before the plan: what it makes itself is its own.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-priv.html">Privileges</a>
 */
final class PostgresNeeds implements Change.Cases<List<PostgresNeeds.Need>> {

    /**
     * A right that is needed.
     *
     * @param kind what has to be allowed
     * @param name the table or view; without a name of its own, the schema; of an extension, that
     * @param columns of a table that is pointed at or read; or the one that goes from heirs; or what the owner of a view reads:
     *     the schema and the name of a table, and columns of it
     */
    record Need(Kind kind, QualifiedName name, List<String> columns) {}

    /** What has to be allowed. */
    enum Kind {
        /** To be the owner of a table or view, or a member of it. */
        OWN,
        /** The same, of all that inherit from a table; where a column goes, only as far as that goes from them. */
        OWN_HEIRS,
        /** To be the owner of a table or view, or of its schema. */
        DROP,
        /** To give a view that is made anew to the role that it belonged to. */
        HAND_BACK,
        /** That role has to be allowed to have it. */
        HAND_OVER,
        USE,
        CREATE,
        REFERENCE,
        READ,
        /** The owner of a view, whoever that is, to read what it begins to select from. */
        READ_BY_OWNER,
        CREATE_SCHEMA,
        CREATE_EXTENSION,
        /** To find the type and the operators of an extension that is there, by the search path. */
        REACH_EXTENSION
    }

    private final UnaryOperator<QualifiedName> liveName;
    private final PhysicalSchema live;
    private final Set<QualifiedName> created;
    private final List<PhysicalView> madeViews;

    /**
     * Creates it for one plan.
     *
     * @param liveName the name that a table has now, by its name after renames
     */
    PostgresNeeds(List<Change> changes, UnaryOperator<QualifiedName> liveName, PhysicalSchema live) {
        this.liveName = liveName;
        this.live = live;
        this.created = changes.stream()
                .filter(Change.CreateTable.class::isInstance)
                .map(Change::table)
                .collect(Collectors.toSet());
        this.madeViews = changes.stream()
                .filter(Change.CreateView.class::isInstance)
                .map(change -> ((Change.CreateView) change).definition())
                .toList();
    }

    @Override
    public List<Need> createTable(Change.CreateTable change) {
        List<Need> needs = new ArrayList<>(making(change.table()));
        change.definition().columns().forEach(column -> needs.addAll(extension(column)));
        return needs;
    }

    @Override
    public List<Need> dropTable(Change.DropTable change) {
        return of(Kind.DROP, liveName.apply(change.table()));
    }

    @Override
    public List<Need> renameTable(Change.RenameTable change) {
        return both(own(change), making(change.to()));
    }

    @Override
    public List<Need> recreateTable(Change.RecreateTable change) {
        throw new IllegalArgumentException("PostgreSQL changes tables in place: " + change);
    }

    @Override
    public List<Need> addColumn(Change.AddColumn change) {
        List<Need> needs = new ArrayList<>(ownColumns(change));
        needs.addAll(extension(change.column()));
        if (change.column().identity() != null) {
            needs.addAll(making(change.table()));
        }
        return needs;
    }

    @Override
    public List<Need> dropColumn(Change.DropColumn change) {
        List<Need> ofHeirs = table(Kind.OWN_HEIRS, change.table()).stream()
                .map(need -> new Need(
                        need.kind(), need.name(), List.of(change.column().name())))
                .toList();
        return both(own(change), ofHeirs);
    }

    @Override
    public List<Need> renameColumn(Change.RenameColumn change) {
        PhysicalTable table = live.table(liveName.apply(change.table()));
        PhysicalColumn column = table == null ? null : table.column(change.from());
        // The name of its sequence follows.
        boolean isNumbered = column != null && column.identity() != null;
        return isNumbered ? both(ownColumns(change), making(change.table())) : ownColumns(change);
    }

    @Override
    public List<Need> alterColumn(Change.AlterColumn change) {
        boolean isOfHeirs = PostgresColumnChange.setsType(change)
                || change.from().nullable() != change.to().nullable()
                || change.aspects().contains(Change.Aspect.DEFAULT);
        List<Need> needs = new ArrayList<>(isOfHeirs ? ownColumns(change) : own(change));
        needs.addAll(extension(change.to()));
        if (change.beginsNumbering()) {
            needs.addAll(making(change.table()));
        }
        return needs;
    }

    @Override
    public List<Need> changePrimaryKey(Change.ChangePrimaryKey change) {
        return change.to() == null ? own(change) : both(own(change), making(change.table()));
    }

    @Override
    public List<Need> createIndex(Change.CreateIndex change) {
        return both(own(change), making(change.table()));
    }

    @Override
    public List<Need> dropIndex(Change.DropIndex change) {
        return change.index().deviation().contains(PostgresRenderer.CONSTRAINT)
                ? own(change)
                : table(Kind.DROP, change.table());
    }

    @Override
    public List<Need> renameIndex(Change.RenameIndex change) {
        return both(own(change), making(change.table()));
    }

    @Override
    public List<Need> addForeignKey(Change.AddForeignKey change) {
        QualifiedName target = change.foreignKey().target();
        if (created.contains(target)) {
            return both(own(change), using(target));
        }
        QualifiedName there = liveName.apply(target);
        Need reference =
                new Need(Kind.REFERENCE, inNamespace(there), change.foreignKey().targetColumns());
        return both(own(change), both(using(there), List.of(reference)));
    }

    @Override
    public List<Need> dropForeignKey(Change.DropForeignKey change) {
        return own(change);
    }

    @Override
    public List<Need> renameForeignKey(Change.RenameForeignKey change) {
        return own(change);
    }

    @Override
    public List<Need> createView(Change.CreateView change) {
        return both(making(change.table()), reading(change.definition()));
    }

    @Override
    public List<Need> dropView(Change.DropView change) {
        QualifiedName view = change.table();
        List<Need> needs = new ArrayList<>(of(Kind.DROP, view));
        change.definition().unmanaged().stream()
                .filter(object -> object.kind() == UnmanagedObject.Kind.OWNER)
                .flatMap(owner ->
                        madeViews.stream().filter(made -> made.unmanaged().contains(owner)))
                .findFirst()
                .ifPresent(made -> {
                    needs.add(new Need(Kind.HAND_BACK, inNamespace(view), List.of()));
                    needs.add(new Need(Kind.HAND_OVER, inNamespace(view), List.of()));
                    needs.addAll(readingByOwner(change.definition(), made));
                });
        return needs;
    }

    @Override
    public List<Need> renameView(Change.RenameView change) {
        return both(of(Kind.OWN, change.definition().name()), making(change.to()));
    }

    /** CREATE OR REPLACE asks for the right to create, too. */
    @Override
    public List<Need> replaceView(Change.ReplaceView change) {
        List<Need> needs = new ArrayList<>(of(Kind.OWN, change.from().name()));
        needs.addAll(making(change.table()));
        needs.addAll(reading(change.definition()));
        needs.addAll(readingByOwner(change.from(), change.definition()));
        return needs;
    }

    /** What a view begins to read. What it has read before is between its owner and those who have it. */
    private List<Need> readingByOwner(PhysicalView view, PhysicalView made) {
        List<Need> needs = new ArrayList<>();
        made.uses().forEach((table, columns) -> {
            QualifiedName there = inNamespace(liveName.apply(table));
            Set<String> before = view.uses().getOrDefault(liveName.apply(table), Set.of());
            List<String> parts = new ArrayList<>(List.of(there.namespace(), there.name()));
            columns.stream().filter(column -> !before.contains(column)).sorted().forEach(parts::add);
            boolean isNew = !view.uses(liveName.apply(table)) || parts.size() > 2;
            if (isNew && !created.contains(table)) {
                needs.add(new Need(Kind.READ_BY_OWNER, inNamespace(view.name()), parts));
            }
        });
        return needs;
    }

    /** A view is read as its owner when it is asked, and a materialized one when it is made. */
    private List<Need> reading(PhysicalView view) {
        List<Need> needs = new ArrayList<>();
        view.uses().forEach((table, columns) -> {
            if (created.contains(table)) {
                needs.addAll(using(table));
                return;
            }
            QualifiedName there = liveName.apply(table);
            needs.addAll(using(there));
            if (view.materialized()) {
                needs.add(new Need(Kind.READ, inNamespace(there), List.copyOf(columns)));
            }
        });
        return needs;
    }

    private List<Need> own(Change change) {
        return table(Kind.OWN, change.table());
    }

    private List<Need> ownColumns(Change change) {
        return both(own(change), table(Kind.OWN_HEIRS, change.table()));
    }

    private List<Need> table(Kind kind, QualifiedName table) {
        return created.contains(table) ? using(table) : of(kind, liveName.apply(table));
    }

    private List<Need> of(Kind kind, QualifiedName relation) {
        return both(using(relation), List.of(new Need(kind, inNamespace(relation), List.of())));
    }

    /** What is in the default namespace could be used, or another one would be that. */
    private static List<Need> using(QualifiedName relation) {
        return relation.namespace().isEmpty()
                ? List.of()
                : List.of(new Need(Kind.USE, new QualifiedName(relation.namespace(), ""), List.of()));
    }

    private List<Need> making(QualifiedName relation) {
        String namespace = inNamespace(relation).namespace();
        boolean isThere = relation.namespace().isEmpty() || live.namespaces().contains(namespace);
        return List.of(
                new Need(isThere ? Kind.CREATE : Kind.CREATE_SCHEMA, new QualifiedName(namespace, ""), List.of()));
    }

    private static List<Need> extension(PhysicalColumn column) {
        QualifiedName name = new QualifiedName("citext", "");
        return column.type().equals("CITEXT")
                ? List.of(
                        new Need(Kind.CREATE_EXTENSION, name, List.of()),
                        new Need(Kind.REACH_EXTENSION, name, List.of()))
                : List.of();
    }

    private QualifiedName inNamespace(QualifiedName name) {
        return name.namespace().isEmpty() ? new QualifiedName(live.defaultNamespace(), name.name()) : name;
    }

    private static List<Need> both(List<Need> some, List<Need> others) {
        List<Need> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
