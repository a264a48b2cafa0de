package dev.atscript.db.schema;

import java.util.Comparator;
import java.util.Objects;

/**
 * The name of a table or view in its namespace.
 *
 * @param namespace the namespace; empty for the connection's default one, and on databases that have none
 * @param name the name, as the catalogue holds it
 */
public record QualifiedName(String namespace, String name) implements Comparable<QualifiedName> {
    public QualifiedName {
        Objects.requireNonNull(namespace, "no namespace");
        Objects.requireNonNull(name, "no name");
    }

    private static final Comparator<QualifiedName> ORDER =
            Comparator.comparing(QualifiedName::namespace).thenComparing(QualifiedName::name);

    /** A name in the default namespace. */
    public static QualifiedName of(String name) {
        return new QualifiedName("", name);
    }

    /** The same namespace with another name. */
    public QualifiedName withName(String other) {
        return new QualifiedName(namespace, other);
    }

    @Override
    public int compareTo(QualifiedName other) {
        return ORDER.compare(this, other);
    }

    /** {@code users} or {@code auth.users}, for people; not unique, as names may hold dots. */
    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "." + name;
    }
}
