package dev.atscript.db.sync;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PrimaryKey;
import dev.atscript.db.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds what is different between a table as it should be and as it is: pure, no I/O. Renames were made before. */
final class Differ {

    private final PhysicalTable desired;
    private final PhysicalTable actual;
    private final Set<String> keptColumns;
    private final boolean renamesConstraints;
    private final Set<QualifiedName> indexNames;
    private final QualifiedName name;
    private final List<Change> changes = new ArrayList<>();

    private Differ(
            PhysicalTable desired,
            PhysicalTable actual,
            Set<String> keptColumns,
            boolean renamesConstraints,
            Set<QualifiedName> indexNames) {
        this.desired = desired;
        this.actual = actual;
        this.keptColumns = keptColumns;
        this.renamesConstraints = renamesConstraints;
        this.indexNames = indexNames;
        this.name = desired.name();
    }

    /**
     * The changes, in the order of a reader.
     *
     * @param keptColumns columns that are not ours and stay
     * @param renamesConstraints whether an index or foreign key of another name can be renamed
     * @param indexNames the names of all indexes there are
     */
    static List<Change> diff(
            PhysicalTable desired,
            PhysicalTable actual,
            Set<String> keptColumns,
            boolean renamesConstraints,
            Set<QualifiedName> indexNames) {
        Differ differ = new Differ(desired, actual, keptColumns, renamesConstraints, indexNames);
        differ.columns();
        differ.primaryKey();
        differ.indexes();
        differ.foreignKeys();
        return differ.changes;
    }

    private void columns() {
        for (PhysicalColumn wanted : desired.columns()) {
            PhysicalColumn there = actual.column(wanted.name());
            if (there == null) {
                changes.add(new Change.AddColumn(name, wanted, null));
            } else {
                Change.AlterColumn alter = new Change.AlterColumn(name, there, wanted, null);
                if (!alter.aspects().isEmpty()) {
                    changes.add(alter);
                }
            }
        }
        for (PhysicalColumn there : actual.columns()) {
            if (desired.column(there.name()) == null && !keptColumns.contains(there.name())) {
                changes.add(new Change.DropColumn(name, there));
            }
        }
    }

    private void primaryKey() {
        PrimaryKey wanted = desired.primaryKey();
        PrimaryKey there = actual.primaryKey();
        boolean same = wanted == null || there == null ? wanted == null && there == null : wanted.sameDefinition(there);
        if (!same) {
            changes.add(new Change.ChangePrimaryKey(name, actual.primaryKey(), desired.primaryKey()));
        }
    }

    private void indexes() {
        List<PhysicalIndex> unmatched = new ArrayList<>(actual.indexes());
        List<PhysicalIndex> missing = new ArrayList<>();
        for (PhysicalIndex wanted : desired.indexes()) {
            if (!unmatched.remove(wanted)) {
                missing.add(wanted);
            }
        }
        for (PhysicalIndex wanted : missing) {
            PhysicalIndex sameUnderOtherName = renamesConstraints
                    ? unmatched.stream()
                            .filter(wanted::sameDefinition)
                            .findFirst()
                            .orElse(null)
                    : null;
            if (sameUnderOtherName != null && !indexNames.contains(name.withName(wanted.name()))) {
                unmatched.remove(sameUnderOtherName);
                changes.add(new Change.RenameIndex(name, sameUnderOtherName, wanted.name()));
            } else {
                changes.add(new Change.CreateIndex(name, wanted));
            }
        }
        unmatched.forEach(there -> changes.add(new Change.DropIndex(name, there)));
    }

    private void foreignKeys() {
        List<PhysicalForeignKey> unmatched = new ArrayList<>(actual.foreignKeys());
        List<PhysicalForeignKey> missing = new ArrayList<>();
        for (PhysicalForeignKey wanted : desired.foreignKeys()) {
            if (!unmatched.remove(wanted)) {
                missing.add(wanted);
            }
        }
        for (PhysicalForeignKey wanted : missing) {
            PhysicalForeignKey same = unmatched.stream()
                    .filter(wanted::sameDefinition)
                    .findFirst()
                    .orElse(null);
            boolean taken =
                    actual.foreignKeys().stream().anyMatch(key -> key.name().equals(wanted.name()));
            if (same == null || same.isManaged() && renamesConstraints && taken) {
                changes.add(new Change.AddForeignKey(name, wanted));
            } else {
                unmatched.remove(same);
                if (same.isManaged() && renamesConstraints) {
                    changes.add(new Change.RenameForeignKey(name, same, wanted.name()));
                }
            }
        }
        unmatched.stream()
                .filter(PhysicalForeignKey::isManaged)
                .forEach(there -> changes.add(new Change.DropForeignKey(name, there)));
    }
}
