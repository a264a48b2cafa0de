package dev.atscript.lang;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What annotate blocks say of one property and of those below it. */
final class Edit {

    private final Syntax.Name name;
    private final Map<String, Edit> below = new LinkedHashMap<>();
    private final Precedence precedence;
    private final List<List<Annotation>> sources = new ArrayList<>();

    Edit(Syntax.Name name, Precedence precedence) {
        this.name = name;
        this.precedence = precedence;
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
        return precedence.merge(sources);
    }

    void annotate(List<Annotation> higher) {
        sources.add(higher);
    }
}
