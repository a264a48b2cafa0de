package dev.atscript.lang;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared type, interface, or {@code annotate X as Y} copy. Has identity, not value: declarations may refer to each
 * other and to themselves.
 */
public final class Declaration {

    /** What a declaration was written as. */
    public enum Kind {
        TYPE,
        INTERFACE
    }

    private final String name;
    private final Kind kind;
    private final boolean exported;
    private final Location location;
    private List<Annotation> annotations = List.of();
    private @Nullable Type type;
    private boolean sound;

    Declaration(String name, Kind kind, boolean exported, Location location) {
        this.name = name;
        this.kind = kind;
        this.exported = exported;
        this.location = location;
    }

    void resolve(List<Annotation> annotations, Type type) {
        this.annotations = List.copyOf(annotations);
        this.type = type;
    }

    /** The name it is declared by. */
    public String name() {
        return name;
    }

    /** What it was written as; a copy has the kind of its original. */
    public Kind kind() {
        return kind;
    }

    /** Whether other files can import it. */
    public boolean exported() {
        return exported;
    }

    /** The name's place. */
    public Location location() {
        return location;
    }

    /** The annotations that hold for the declaration itself. */
    public List<Annotation> annotations() {
        return annotations;
    }

    /** What it stands for; of an interface always a {@link Type.Structure}. */
    public Type type() {
        if (type == null) {
            throw new IllegalStateException(name + " at " + location + " is not resolved yet");
        }
        return type;
    }

    void trust() {
        this.sound = true;
    }

    /** Whether no error is in it, in what changes it, or in anything it refers to; others may lack parts. */
    public boolean isSound() {
        return sound;
    }

    @Override
    public String toString() {
        return name + " at " + location;
    }
}
