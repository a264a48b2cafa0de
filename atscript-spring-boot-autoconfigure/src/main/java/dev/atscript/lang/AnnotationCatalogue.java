package dev.atscript.lang;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The annotations a compilation knows. An unknown annotation in a known namespace is a warning; in any other namespace
 * it is accepted in silence.
 */
public final class AnnotationCatalogue {

    private final Map<String, AnnotationSpec> specs;
    private final Set<String> namespaces;

    /**
     * Creates a catalogue.
     *
     * @param specs the known annotations
     * @param namespaces the known namespaces: first segments of names, for example {@code db}
     */
    public AnnotationCatalogue(Collection<AnnotationSpec> specs, Set<String> namespaces) {
        Map<String, AnnotationSpec> byName = new LinkedHashMap<>();
        for (AnnotationSpec spec : specs) {
            if (byName.put(spec.name(), spec) != null) {
                throw new IllegalArgumentException("Annotation @" + spec.name() + " is listed twice");
            }
        }
        this.specs = Collections.unmodifiableMap(byName);
        this.namespaces = Set.copyOf(namespaces);
    }

    /** The annotation of that name. */
    public Optional<AnnotationSpec> find(String name) {
        return Optional.ofNullable(specs.get(name));
    }

    /** The names of all known annotations, in the order listed. */
    public Set<String> names() {
        return specs.keySet();
    }

    /** Whether the name's first segment is a known namespace. */
    public boolean knowsNamespaceOf(String name) {
        int dot = name.indexOf('.');
        return namespaces.contains(dot < 0 ? name : name.substring(0, dot));
    }
}
