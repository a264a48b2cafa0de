package dev.atscript.lang;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The syntax tree: what a file says, before names mean anything. */
sealed interface Syntax {

    /**
     * A file.
     *
     * @param sections where its statements begin, in order; what cannot be read belongs to the statement before it
     * @param poisoned names that a faulty statement meant to bring in; using them is no second problem
     * @param tokens all tokens, comments included, in order
     * @param readable whether its text could be read at all
     */
    record File(
            SourceFile source,
            List<Use> uses,
            List<Import> imports,
            List<Item> items,
            List<Section> sections,
            Set<String> poisoned,
            List<Token> tokens,
            boolean readable)
            implements Syntax {}

    /**
     * A statement and all up to the next one.
     *
     * @param start its first token, of an annotation too
     * @param item what it declares or changes; null for an import
     */
    record Section(Location start, @Nullable Item item) implements Syntax {}

    /** A name and its place. */
    record Name(String text, Location location) implements Syntax {}

    /** {@code use 'plugin'}. */
    record Use(Name plugin) implements Syntax {}

    /** {@code import { a, b } from 'path'}. */
    record Import(List<Name> names, Name path) implements Syntax {}

    /**
     * An annotation as written.
     *
     * @param sound whether its arguments could be read; otherwise nothing more is to be said about them
     * @param conditionProblems what is wrong with those of its arguments that are conditions: an error, unless nobody here
     *     knows the annotation and what it takes
     */
    record Mark(Annotation annotation, boolean sound, List<Diagnostic> conditionProblems) implements Syntax {}

    /** What stands at the top level of a file. */
    sealed interface Item extends Syntax {
        List<Mark> marks();

        boolean exported();
    }

    /** {@code type name = type}. */
    record TypeItem(List<Mark> marks, boolean exported, Name name, TypeExpression type) implements Item {}

    /** {@code interface name extends parents { … }}. */
    record InterfaceItem(List<Mark> marks, boolean exported, Name name, List<Name> parents, Braces body)
            implements Item {}

    /** {@code annotate target [as copy] { … }}. */
    record AnnotateItem(
            List<Mark> marks,
            boolean exported,
            Name target,
            @Nullable Name copy,
            List<Entry> entries) implements Item {}

    /** One entry of an annotate block. */
    record Entry(List<Mark> marks, List<Name> path) implements Syntax {}

    /** A property. */
    record Member(List<Mark> marks, Name name, boolean pattern, boolean optional, TypeExpression type)
            implements Syntax {}

    /** A type as written. */
    sealed interface TypeExpression extends Syntax {
        Location location();
    }

    /** {@code { … }}. */
    record Braces(List<Member> members, Location location) implements TypeExpression {}

    /** {@code name.part.part}; at least one name. */
    record Reference(List<Name> path) implements TypeExpression {
        @Override
        public Location location() {
            return path.get(0).location();
        }
    }

    /** {@code 'text'}. */
    record TextValue(String value, Location location) implements TypeExpression {}

    /** A number. */
    record NumberValue(BigDecimal value, Location location) implements TypeExpression {}

    /** {@code element[]}. */
    record Brackets(TypeExpression element, Location location) implements TypeExpression {}

    /** {@code [a, b]}. */
    record TupleOf(List<TypeExpression> elements, Location location) implements TypeExpression {}

    /** {@code a | b}. */
    record AnyOf(List<TypeExpression> options, Location location) implements TypeExpression {}

    /** {@code a & b}. */
    record AllOf(List<TypeExpression> parts, Location location) implements TypeExpression {}

    /** Something that was reported already. */
    record Broken(Location location) implements TypeExpression {}
}
