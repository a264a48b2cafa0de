package dev.atscript.db.model;

import dev.atscript.lang.Annotation;
import dev.atscript.lang.Argument;
import dev.atscript.lang.Location;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks annotations up by name. Of several the last counts, which has the highest precedence. */
final class Marks {

    private Marks() {}

    static boolean has(List<Annotation> annotations, String name) {
        return find(annotations, name) != null;
    }

    static @Nullable Annotation find(List<Annotation> annotations, String name) {
        for (int i = annotations.size() - 1; i >= 0; i--) {
            if (annotations.get(i).name().equals(name)) {
                return annotations.get(i);
            }
        }
        return null;
    }

    /** The first of the names that is there, by the order of the names. */
    static @Nullable Annotation findAny(List<Annotation> annotations, String... names) {
        for (String name : names) {
            Annotation found = find(annotations, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    static List<Annotation> all(List<Annotation> annotations, String name) {
        return annotations.stream()
                .filter(annotation -> annotation.name().equals(name))
                .toList();
    }

    /** The text arguments of all annotations of that name, in order. */
    static List<String> texts(List<Annotation> annotations, String name) {
        return all(annotations, name).stream()
                .map(annotation -> text(annotation, 0))
                .filter(text -> text != null && !text.isEmpty())
                .distinct()
                .toList();
    }

    static @Nullable Argument argument(Annotation annotation, int index) {
        return index < annotation.arguments().size() ? annotation.arguments().get(index) : null;
    }

    static @Nullable String text(@Nullable Annotation annotation, int index) {
        return annotation != null && argument(annotation, index) instanceof Argument.Text text ? text.value() : null;
    }

    static @Nullable BigDecimal number(@Nullable Annotation annotation, int index) {
        return annotation != null && argument(annotation, index) instanceof Argument.Number number
                ? number.value()
                : null;
    }

    /** Where the argument stands, or the annotation itself where it has none. */
    static Location at(Annotation annotation, int index) {
        Argument argument = argument(annotation, index);
        return argument == null ? annotation.location() : argument.location();
    }
}
