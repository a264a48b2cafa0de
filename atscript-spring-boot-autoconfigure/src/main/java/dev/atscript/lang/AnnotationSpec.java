package dev.atscript.lang;

import java.util.List;

/**
 * What is known of one annotation: where it may stand, what it takes, and how it combines.
 *
 * @param name the name without {@code @}
 * @param targets where it may stand
 * @param parameters what it takes, in order; required ones first
 * @param variadic whether the last parameter may be repeated
 * @param repeatable whether the annotation may stand several times on one thing
 * @param appends whether annotations of higher precedence are added to those of lower precedence instead of replacing them
 * @param travels whether it comes along when a property's type refers to the annotated one (value annotations do,
 *     structural ones do not)
 */
public record AnnotationSpec(
        String name,
        List<Target> targets,
        List<Parameter> parameters,
        boolean variadic,
        boolean repeatable,
        boolean appends,
        boolean travels) {
    public AnnotationSpec {
        targets = List.copyOf(targets);
        parameters = List.copyOf(parameters);
    }

    /** Where an annotation may stand. */
    public enum Target {
        DECLARATION,
        PROPERTY
    }

    /** The kinds of {@link Argument} a parameter takes. */
    public enum Kind {
        TEXT,
        NUMBER,
        BOOL,
        NULL,
        NAME,
        CONDITION
    }

    /**
     * One parameter.
     *
     * @param name its name, for messages
     * @param kinds the kinds of argument it takes
     * @param required whether it must be given
     * @param choices the only texts it takes; empty for any
     */
    public record Parameter(String name, List<Kind> kinds, boolean required, List<String> choices) {
        public Parameter {
            kinds = List.copyOf(kinds);
            choices = List.copyOf(choices);
        }
    }
}
