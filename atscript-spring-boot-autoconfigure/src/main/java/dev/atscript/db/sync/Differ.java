package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PrimaryKey;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what is different between a table as it should be and as it is: pure, no I/O. Renames were made before. */
final class Differ {

    /**
     * What is to be known beside the tables.
     *
     * @param keptColumns columns that are not ours and stay
     * @param ownForeignKeys those of the table's foreign keys that are ours
     * @param indexNames the names of all indexes there are
     * @param dialect which names can change
     */
    record Rules(
            Set<String> keptColumns,
            List<PhysicalForeignKey> ownForeignKeys,
            Set<QualifiedName> indexNames,
            Dialect dialect) {
        Rules {
            keptColumns = Set.copyOf(keptColumns);
            ownForeignKeys = List.copyOf(ownForeignKeys);
            indexNames = Set.copyOf(indexNames);
        }
    }

    private final PhysicalTable desired;
    private final PhysicalTable actual;
    private final Rules rules;
    private final QualifiedName name;
    private final List<Change> changes = new ArrayList<>();

    private Differ(PhysicalTable desired, PhysicalTable actual, Rules rules) {
        this.desired = desired;
        this.actual = actual;
        this.rules = rules;
        this.name = desired.name();
    }

    /** The changes, in the order of a reader. */
    static List<Change> diff(PhysicalTable desired, PhysicalTable actual, Rules rules) {
        Differ differ = new Differ(desired, actual, rules);
        differ.columns();
        differ.primaryKey();
        differ.indexes();
        differ.foreignKeys();
        return differ.changes;
    }

    private void columns() {
        for (PhysicalColumn wanted : desired.columns()) {
            PhysicalColumn there = toCompareWith(wanted);
            if (there == null) {
                changes.add(new Change.AddColumn(name, wanted, null));
            } else {
                Change.AlterColumn alter = new Change.AlterColumn(
                        name,
                        rules.dialect().sameDefault(there, wanted) ? there.withDefault(wanted.defaultValue()) : there,
                        wanted,
                        null);
                if (!alter.aspects().isEmpty()) {
                    changes.add(alter);
                }
            }
        }
        for (PhysicalColumn there : actual.columns()) {
            if (desired.column(there.name()) == null && !rules.keptColumns().contains(there.name())) {
                changes.add(new Change.DropColumn(name, there));
            }
        }
    }

    /**
     * The column that is there. One that is required of new rows only is neither optional nor required; and one whose default
     * numbers the rows is numbered, as an identity beside that would give numbers twice.
     */
    private @Nullable PhysicalColumn toCompareWith(PhysicalColumn wanted) {
        PhysicalColumn there = actual.column(wanted.name());
        if (there == null) {
            return null;
        }
        PhysicalColumn compared = wanted.nullable() && has(UnmanagedObject.Kind.REQUIRED_OF_NEW_ROWS, wanted.name())
                ? there.asRequired()
                : there;
        return wanted.identity() != null && has(UnmanagedObject.Kind.NUMBERING_DEFAULT, wanted.name())
                ? compared.withDefault(null).withIdentity(wanted.identity())
                : compared;
    }

    private boolean has(UnmanagedObject.Kind kind, String column) {
        return actual.unmanaged().stream()
                .anyMatch(object -> object.kind() == kind && object.column().equals(column));
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
            PhysicalIndex sameUnderOtherName = rules.dialect().renaming().renamesConstraints()
                    ? unmatched.stream()
                            .filter(wanted::sameDefinition)
                            .findFirst()
                            .orElse(null)
                    : null;
            if (sameUnderOtherName != null && !rules.indexNames().contains(name.withName(wanted.name()))) {
                unmatched.remove(sameUnderOtherName);
                changes.add(new Change.RenameIndex(name, sameUnderOtherName, wanted.name()));
            } else {
                changes.add(new Change.CreateIndex(name, wanted));
            }
        }
        unmatched.forEach(there -> changes.add(new Change.DropIndex(name, there)));
    }

    private void foreignKeys() {
        ForeignKeyMatch match = ForeignKeyMatch.of(desired.foreignKeys(), actual.foreignKeys());
        match.missing().forEach(wanted -> changes.add(new Change.AddForeignKey(name, wanted)));
        List<PhysicalForeignKey> unwanted = new ArrayList<>(match.others());
        List<PhysicalForeignKey> own = new ArrayList<>(rules.ownForeignKeys());
        match.same().forEach((wanted, there) -> {
            own.remove(there);
            if (!there.isManaged() || !rules.dialect().renaming().renamesForeignKey(name, there, wanted.name())) {
                return;
            }
            boolean taken =
                    actual.foreignKeys().stream().anyMatch(key -> key.name().equals(wanted.name()));
            if (taken && rules.dialect().renaming().renamesConstraints()) {
                changes.add(new Change.AddForeignKey(name, wanted));
                unwanted.add(there);
                own.add(there);
            } else {
                changes.add(new Change.RenameForeignKey(name, there, wanted.name()));
            }
        });
        unwanted.stream().filter(own::remove).forEach(there -> changes.add(new Change.DropForeignKey(name, there)));
    }
}
