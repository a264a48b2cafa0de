package dev.atscript.lang;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which annotations hold where several sources have their say. */
final class Precedence {

    private final AnnotationCatalogue catalogue;

    Precedence(AnnotationCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The annotations as written, names in them looked up where they were written. */
    static List<Annotation> annotations(List<Syntax.Mark> marks, Scope scope) {
        List<Annotation> annotations = new ArrayList<>(marks.size());
        for (Syntax.Mark mark : marks) {
            annotations.add(linked(mark.annotation(), scope));
        }
        return annotations;
    }

    private static Annotation linked(Annotation annotation, Scope scope) {
        if (annotation.arguments().stream().noneMatch(Argument.Name.class::isInstance)) {
            return annotation;
        }
        List<Argument> arguments = new ArrayList<>(annotation.arguments().size());
        for (Argument argument : annotation.arguments()) {
            arguments.add(argument instanceof Argument.Name name ? linked(name, scope) : argument);
        }
        return new Annotation(annotation.name(), arguments, annotation.location());
    }

    private static Argument.Name linked(Argument.Name name, Scope scope) {
        Symbol symbol = scope.find(name.path().get(0));
        return symbol == null ? name : new Argument.Name(name.path(), name.location(), symbol.declaration());
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

    /** All lists, the lowest first, as {@link #merge(List, List)} would join them one by one. */
    List<Annotation> merge(List<List<Annotation>> lowestFirst) {
        Deque<Annotation> merged = new ArrayDeque<>();
        Set<String> replaced = new HashSet<>();
        for (int i = lowestFirst.size() - 1; i >= 0; i--) {
            List<Annotation> annotations = lowestFirst.get(i);
            for (int j = annotations.size() - 1; j >= 0; j--) {
                Annotation annotation = annotations.get(j);
                if (!replaced.contains(annotation.name()) || appends(annotation)) {
                    merged.addFirst(annotation);
                }
            }
            annotations.forEach(annotation -> replaced.add(annotation.name()));
        }
        return new ArrayList<>(merged);
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
