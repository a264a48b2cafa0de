package dev.atscript.lang;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What annotate blocks say of one property and of those below it. */
final class Edit {

    private final Syntax.Name name;
    private final Map<String, Edit> below = new LinkedHashMap<>();
    private List<Annotation> annotations = List.of();

    Edit(Syntax.Name name) {
        this.name = name;
    }

    /** The property, where it was named first. */
    Syntax.Name name() {
        return name;
    }

    /** The edits of the properties below, by name. */
    Map<String, Edit> below() {
        return below;
    }

    List<Annotation> annotations() {
        return annotations;
    }

    void annotate(List<Annotation> higher, Precedence precedence) {
        annotations = precedence.merge(annotations, higher);
    }
}
