package dev.atscript.db.sync;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.schema.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Previous names of tables and views, across namespaces. A name without a namespace is one in the namespace of who says
 * it; where that namespace is new, it may be one in the default namespace, if sync made what has it and the model does
 * not keep it.
 */
final class AppliedNames {

    private final Set<QualifiedName> tracked;
    private final Collection<QualifiedName> desired;

    AppliedNames(Set<QualifiedName> tracked, Collection<QualifiedName> desired) {
        this.tracked = tracked;
        this.desired = desired;
    }

    /** The names that a table or view may have had, the likeliest first. */
    List<QualifiedName> candidates(QualifiedName name, List<QualifiedName> renamedFrom) {
        List<QualifiedName> candidates = new ArrayList<>(renamedFrom);
        inDefaultNamespace(name, renamedFrom).stream()
                .filter(old -> tracked.contains(old) && !desired.contains(old))
                .forEach(candidates::add);
        return candidates;
    }

    /** What to remember of previous names once a rename is done, or none was needed. */
    static List<String> toRemember(QualifiedName name, List<QualifiedName> renamedFrom) {
        List<QualifiedName> all = new ArrayList<>(renamedFrom);
        all.addAll(inDefaultNamespace(name, renamedFrom));
        return all.stream().map(old -> spelled(name, old)).distinct().toList();
    }

    /** How a previous name is remembered: bare in the same namespace, else with both parts in quotes. */
    static String spelled(QualifiedName name, QualifiedName old) {
        return old.namespace().equals(name.namespace())
                ? old.name()
                : Sql.quote(old.namespace()) + "." + Sql.quote(old.name());
    }

    private static List<QualifiedName> inDefaultNamespace(QualifiedName name, List<QualifiedName> renamedFrom) {
        return name.namespace().isEmpty()
                ? List.of()
                : renamedFrom.stream()
                        .filter(old -> old.namespace().equals(name.namespace()))
                        .map(old -> QualifiedName.of(old.name()))
                        .toList();
    }
}
