package dev.atscript.lang;

import dev.atscript.lang.AnnotationSpec.Kind;
import dev.atscript.lang.AnnotationSpec.Parameter;
import dev.atscript.lang.AnnotationSpec.Target;
import dev.atscript.lang.Syntax.Mark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks annotations against the catalogue: whether they exist, where they stand, and what they are given. */
final class AnnotationChecker {

    private final AnnotationCatalogue catalogue;
    private final Names names;
    private final Diagnostics diagnostics;

    AnnotationChecker(AnnotationCatalogue catalogue, Names names, Diagnostics diagnostics) {
        this.catalogue = catalogue;
        this.names = names;
        this.diagnostics = diagnostics;
    }

    /** Checks the annotations of one declaration or property. */
    void check(List<Mark> marks, Target target, Scope scope) {
        Set<String> seen = new HashSet<>();
        for (Mark mark : marks) {
            Annotation annotation = mark.annotation();
            AnnotationSpec spec = catalogue.find(annotation.name()).orElse(null);
            conditions(mark, spec != null);
            if (spec == null) {
                unknown(annotation);
                continue;
            }
            if (!spec.targets().isEmpty() && !spec.targets().contains(target)) {
                wrongTarget(annotation, target);
            }
            if (!seen.add(annotation.name()) && !spec.repeatable()) {
                error(
                        DiagnosticCode.REPEATED_ANNOTATION,
                        annotation.location(),
                        "@" + annotation.name() + " may stand only once here, and it stands here already",
                        null);
            }
            if (mark.sound()) {
                arguments(annotation, spec, scope);
            }
        }
    }

    /** A condition that says nothing must not select everything; of an annotation nobody here knows it may be anything. */
    private void conditions(Mark mark, boolean known) {
        boolean silent = !known && !catalogue.knowsNamespaceOf(mark.annotation().name());
        if (!silent) {
            mark.conditionProblems()
                    .forEach(problem -> diagnostics.add(problem, known ? Severity.ERROR : Severity.WARNING));
        }
    }

    private void error(DiagnosticCode code, Location location, String message, @Nullable String hint) {
        diagnostics.error(code, location, message, hint);
    }

    private void unknown(Annotation annotation) {
        boolean malformed = annotation.name().endsWith(".") || annotation.name().contains("..");
        if (malformed || !catalogue.knowsNamespaceOf(annotation.name())) {
            return;
        }
        String nearest = Suggestions.among(catalogue.names()).nearest(annotation.name());
        diagnostics.warning(
                DiagnosticCode.UNKNOWN_ANNOTATION,
                annotation.location(),
                "the annotation @" + Token.shortened(annotation.name()) + " is not known and has no effect",
                nearest == null ? null : "did you mean '@" + nearest + "'?");
    }

    private void wrongTarget(Annotation annotation, Target target) {
        boolean property = target == Target.PROPERTY;
        error(
                DiagnosticCode.WRONG_TARGET,
                annotation.location(),
                "@" + annotation.name() + " is for " + (property ? "interfaces and types" : "properties")
                        + " but stands on " + (property ? "a property" : "a declaration"),
                null);
    }

    private void arguments(Annotation annotation, AnnotationSpec spec, Scope scope) {
        List<Argument> arguments = annotation.arguments();
        List<Parameter> parameters = spec.parameters();
        for (int i = 0; i < arguments.size(); i++) {
            if (i >= parameters.size() && (!spec.variadic() || parameters.isEmpty())) {
                tooMany(annotation, arguments.get(i), parameters.size());
                return;
            }
            Parameter parameter = parameters.get(Math.min(i, parameters.size() - 1));
            argument(annotation, parameter, arguments.get(i), scope);
        }
        for (int i = arguments.size(); i < parameters.size(); i++) {
            if (parameters.get(i).required()) {
                missing(annotation, parameters.get(i));
                return;
            }
        }
    }

    private void tooMany(Annotation annotation, Argument extra, int taken) {
        String takes = taken == 0 ? "no arguments" : taken == 1 ? "one argument" : taken + " arguments at most";
        error(
                DiagnosticCode.TOO_MANY_ARGUMENTS,
                extra.location(),
                "@" + annotation.name() + " takes " + takes + " but was given "
                        + annotation.arguments().size(),
                null);
    }

    private void missing(Annotation annotation, Parameter parameter) {
        String kinds = described(parameter.kinds());
        diagnostics.mismatch(
                DiagnosticCode.MISSING_ARGUMENT,
                annotation.location(),
                "@" + annotation.name() + " has no argument for '" + parameter.name() + "'",
                parameter.choices().isEmpty() ? kinds : "one of " + quoted(parameter.choices()),
                null);
    }

    private void argument(Annotation annotation, Parameter parameter, Argument argument, Scope scope) {
        Kind kind = kindOf(argument);
        if (!parameter.kinds().contains(kind)) {
            diagnostics.mismatch(
                    DiagnosticCode.WRONG_ARGUMENT,
                    argument.location(),
                    "@" + annotation.name() + " was given " + described(kind) + " for '" + parameter.name() + "'",
                    described(parameter.kinds()),
                    wrongKindHint(parameter, argument));
        } else if (argument instanceof Argument.Text text
                && !parameter.choices().isEmpty()
                && !parameter.choices().contains(text.value())) {
            diagnostics.mismatch(
                    DiagnosticCode.WRONG_CHOICE,
                    argument.location(),
                    "'" + Token.shortened(text.value()) + "' is none of the values of '" + parameter.name() + "' of @"
                            + annotation.name(),
                    "one of " + quoted(parameter.choices()),
                    Suggestions.among(parameter.choices()).hintFor(text.value()));
        } else if (argument instanceof Argument.Name name && parameter.kinds().size() == 1) {
            name(name, scope);
        }
    }

    private void name(Argument.Name argument, Scope scope) {
        String first = argument.path().get(0);
        Location whole = argument.location();
        Location location =
                new Location(whole.file(), whole.line(), whole.column(), Math.min(first.length(), whole.length()));
        if (!Primitives.contains(first)) {
            names.declaration(new Syntax.Name(first, location), scope);
        }
    }

    private static @Nullable String wrongKindHint(Parameter parameter, Argument argument) {
        if (argument instanceof Argument.Name name && parameter.kinds().contains(Kind.TEXT)) {
            return "put it in quotes: '" + Token.shortened(String.join(".", name.path())) + "'";
        }
        if (argument instanceof Argument.Text && parameter.kinds().contains(Kind.CONDITION)) {
            return "put it between back-ticks (`) instead of quotes";
        }
        boolean quoted = argument instanceof Argument.Text
                && (parameter.kinds().contains(Kind.NUMBER) || parameter.kinds().contains(Kind.NAME));
        return quoted ? "remove the quotes" : null;
    }

    private static Kind kindOf(Argument argument) {
        if (argument instanceof Argument.Text) {
            return Kind.TEXT;
        } else if (argument instanceof Argument.Number) {
            return Kind.NUMBER;
        } else if (argument instanceof Argument.Bool) {
            return Kind.BOOL;
        } else if (argument instanceof Argument.Null) {
            return Kind.NULL;
        } else if (argument instanceof Argument.Name) {
            return Kind.NAME;
        }
        return Kind.CONDITION;
    }

    private static String described(List<Kind> kinds) {
        List<String> all = new ArrayList<>();
        for (Kind kind : kinds) {
            all.add(described(kind));
        }
        return String.join(" or ", all);
    }

    private static String described(Kind kind) {
        return switch (kind) {
            case TEXT -> "a text";
            case NUMBER -> "a number";
            case BOOL -> "true or false";
            case NULL -> "null";
            case NAME -> "a name";
            case CONDITION -> "a condition between back-ticks";
        };
    }

    private static String quoted(List<String> values) {
        return "'" + String.join("', '", values) + "'";
    }
}
