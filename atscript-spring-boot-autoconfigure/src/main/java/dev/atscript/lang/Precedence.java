package dev.atscript.lang;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which annotations hold where several sources have their say. */
final class Precedence {

    private final AnnotationCatalogue catalogue;

    Precedence(AnnotationCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    static List<Annotation> annotations(List<Syntax.Mark> marks) {
        List<Annotation> annotations = new ArrayList<>(marks.size());
        for (Syntax.Mark mark : marks) {
            annotations.add(mark.annotation());
        }
        return annotations;
    }

    /** Both lists, the lower first; of one name the higher replaces the lower, unless the annotation appends. */
    List<Annotation> merge(List<Annotation> lower, List<Annotation> higher) {
        if (lower.isEmpty() || higher.isEmpty()) {
            return lower.isEmpty() ? higher : lower;
        }
        Set<String> replaced = new HashSet<>();
        for (Annotation annotation : higher) {
            replaced.add(annotation.name());
        }
        List<Annotation> merged = new ArrayList<>(lower.size() + higher.size());
        for (Annotation annotation : lower) {
            if (!replaced.contains(annotation.name()) || appends(annotation)) {
                merged.add(annotation);
            }
        }
        merged.addAll(higher);
        return merged;
    }

    private boolean appends(Annotation annotation) {
        return catalogue.find(annotation.name()).map(AnnotationSpec::appends).orElse(false);
    }

    /** Those that come along when something refers to what they stand on. */
    List<Annotation> travelling(List<Annotation> annotations) {
        if (annotations.isEmpty()) {
            return annotations;
        }
        List<Annotation> travelling = new ArrayList<>(annotations.size());
        for (Annotation annotation : annotations) {
            if (travels(annotation.name())) {
                travelling.add(annotation);
            }
        }
        return travelling;
    }

    private boolean travels(String name) {
        return catalogue.find(name).map(AnnotationSpec::travels).orElse(!catalogue.knowsNamespaceOf(name));
    }
}
