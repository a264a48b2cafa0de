package dev.atscript.db.sync;

import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** An entry while it is planned. */
final class EntryDraft {

    private final QualifiedName name;
    private final SyncEntry.Kind kind;
    private final String origin;
    private final List<Change> changes = new ArrayList<>();
    private final List<Change> skipped = new ArrayList<>();
    private final Set<SyncError> errors = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();
    private final ChangeRemarks remarks = new ChangeRemarks();

    private boolean advisory;

    EntryDraft(QualifiedName name, SyncEntry.Kind kind, String origin) {
        this.name = name;
        this.kind = kind;
        this.origin = origin;
    }

    QualifiedName name() {
        return name;
    }

    /** The changes to make; renames first, then in the order of a reader. */
    List<Change> changes() {
        return changes;
    }

    /** The changes to make, and those that a new table makes. */
    List<Change> changesInDetail() {
        List<Change> detailed = new ArrayList<>(changes);
        changes.stream()
                .filter(Change.RecreateTable.class::isInstance)
                .forEach(change -> detailed.addAll(((Change.RecreateTable) change).reasons()));
        return detailed;
    }

    void add(Change change) {
        changes.add(change);
    }

    void add(Change change, String reason) {
        add(change);
        remarks.explains(change, reason);
    }

    /** The changes to make after the renames that a whole run begins with. */
    List<Change> changesBeside(PlannedRenames renames) {
        return changes.stream().filter(change -> !renames.makes(change)).toList();
    }

    /** Replaces changes by others that do the same and more. */
    void replaceAll(UnaryOperator<Change> replacement) {
        changes.replaceAll(change -> {
            Change replaced = replacement.apply(change);
            if (replaced != change) {
                remarks.moves(change, replaced);
            }
            return replaced;
        });
    }

    /** Leaves a change out of a safe run. */
    void skip(Change change) {
        changes.remove(change);
        skipped.add(change);
    }

    /** What a safe run leaves out. */
    List<Change> skipped() {
        return List.copyOf(skipped);
    }

    /** Whether a safe run leaves out such a change of a kind. */
    <C extends Change> boolean skips(Class<C> kind, Predicate<C> which) {
        return skipped.stream().filter(kind::isInstance).map(kind::cast).anyMatch(which);
    }

    /** Whether a safe run leaves something out. */
    boolean isIncomplete() {
        return !skipped.isEmpty();
    }

    /** Whether a safe run does not make the table. */
    boolean skipsCreate() {
        return skips(Change.CreateTable.class, create -> true);
    }

    /** Whether a safe run does not add the column. */
    boolean skipsColumn(String column) {
        return skips(Change.AddColumn.class, add -> add.column().name().equals(column));
    }

    /** Whether a safe run leaves the column's type as it is. */
    boolean skipsTypeOf(String column) {
        return skips(Change.AlterColumn.class, alter -> isTypeOf(alter, column));
    }

    /** Whether the column gets another type. */
    boolean changesTypeOf(String column) {
        return changes.stream()
                .anyMatch(change -> change instanceof Change.AlterColumn alter && isTypeOf(alter, column));
    }

    private static boolean isTypeOf(Change.AlterColumn alter, String column) {
        return alter.to().name().equals(column) && alter.aspects().contains(Change.Aspect.TYPE);
    }

    /** Whether a safe run does not add the column, or leaves its type as it is. */
    boolean skipsMakingOf(String column) {
        return skipsColumn(column) || skipsTypeOf(column);
    }

    /** Whether a safe run leaves the column optional. */
    boolean skipsRequiring(String column) {
        return skips(
                Change.AlterColumn.class,
                alter -> alter.to().name().equals(column)
                        && alter.from().nullable()
                        && !alter.to().nullable());
    }

    /** Whether a safe run leaves the table. */
    boolean skipsDrop() {
        return skips(Change.DropTable.class, drop -> true);
    }

    /** Whether a safe run leaves the view. */
    boolean skipsDropOf(QualifiedName view) {
        return skips(Change.DropView.class, drop -> drop.table().equals(view));
    }

    /** Whether a safe run leaves the foreign key, as it leaves the table, a column of it, or the foreign key itself. */
    boolean skipsDropOf(PhysicalForeignKey key) {
        return skipsDrop()
                || skips(Change.DropForeignKey.class, drop -> drop.foreignKey().equals(key))
                || skips(
                        Change.DropColumn.class,
                        drop -> key.columns().contains(drop.column().name()));
    }

    boolean dropsTable() {
        return changes.stream().anyMatch(Change.DropTable.class::isInstance);
    }

    /** Whether the name of an index becomes free. */
    boolean frees(PhysicalIndex index) {
        return dropsTable()
                || changesInDetail().stream()
                        .anyMatch(change -> change instanceof Change.DropIndex drop
                                        && drop.index().equals(index)
                                || change instanceof Change.RenameIndex rename
                                        && rename.index().equals(index));
    }

    boolean dropsForeignKey(PhysicalForeignKey key) {
        return changes.stream()
                .anyMatch(change -> change instanceof Change.DropForeignKey drop
                                && drop.foreignKey().equals(key)
                        || change instanceof Change.RecreateTable recreation
                                && !recreation.to().foreignKeys().contains(key));
    }

    /** Whether such a foreign key of the table is still there afterwards. */
    boolean keepsForeignKey(PhysicalForeignKey key) {
        boolean goesWithColumn = changesInDetail().stream()
                .anyMatch(change -> change instanceof Change.DropColumn drop
                        && key.columns().contains(drop.column().name()));
        return !dropsTable() && !goesWithColumn && (!dropsForeignKey(key) || addsForeignKey(key));
    }

    /** Whether such a foreign key is made, be it once more. */
    boolean addsForeignKey(PhysicalForeignKey key) {
        return changes.stream()
                .anyMatch(change -> change instanceof Change.AddForeignKey add
                        && add.foreignKey().sameDefinition(key));
    }

    /** Whether a foreign key comes that was not there, in place or by a new table. */
    boolean makesForeignKey(PhysicalForeignKey key) {
        return changesInDetail().stream()
                .anyMatch(change -> change instanceof Change.AddForeignKey add
                        && add.foreignKey().equals(key));
    }

    /** The new table that replaces this one, if one does. */
    Optional<Change.RecreateTable> recreation() {
        return changes.stream()
                .filter(Change.RecreateTable.class::isInstance)
                .map(Change.RecreateTable.class::cast)
                .findFirst();
    }

    /** Makes one change of several; what they destroy, it destroys, and what they need, it needs. */
    void merge(List<Change> merged, Change into) {
        merged.forEach(change -> remarks.moves(change, into));
        changes.removeAll(merged);
        changes.add(into);
    }

    void error(String message) {
        error(message, List.of());
    }

    void error(String message, List<String> values) {
        errors.add(new SyncError(message, values));
    }

    /** Makes errors something to know, that keeps nothing from being applied. */
    void advise() {
        advisory = true;
    }

    boolean hasErrors() {
        return !errors.isEmpty() && !advisory;
    }

    void note(String message) {
        notes.add(message);
    }

    /** What is to be said of changes. */
    ChangeRemarks remarks() {
        return remarks;
    }

    SyncEntry entry(Map<Change, List<SqlStatement>> statements) {
        List<SyncChange> planned = new ArrayList<>();
        changes.forEach(
                change -> planned.add(remarks.planned(change, false, statements.getOrDefault(change, List.of()))));
        skipped.forEach(change -> planned.add(remarks.planned(change, true, List.of())));
        return new SyncEntry(name, kind, status(), planned, List.copyOf(errors), advisory, notes, origin);
    }

    private SyncEntry.Status status() {
        if (!errors.isEmpty()) {
            return SyncEntry.Status.ERROR;
        }
        List<Change> all = new ArrayList<>(changes);
        all.addAll(skipped);
        boolean creates = all.stream()
                .anyMatch(change -> change instanceof Change.CreateTable || change instanceof Change.CreateView);
        boolean drops = all.stream()
                .anyMatch(change -> change instanceof Change.DropTable || change instanceof Change.DropView);
        if (creates != drops) {
            return creates ? SyncEntry.Status.CREATE : SyncEntry.Status.DROP;
        }
        return all.isEmpty() ? SyncEntry.Status.IN_SYNC : SyncEntry.Status.ALTER;
    }
}
