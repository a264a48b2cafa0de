package dev.atscript.lang;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A property on its way from syntax to meaning. Shared by all structures that inherit it. */
abstract sealed class Cell {

    /** The shape of its type, once known. */
    @Nullable
    Shape shape;

    /** The property, once known. */
    @Nullable
    Property property;

    /** Stands for the property's type where that refers to itself. */
    @Nullable
    Declaration itself;

    boolean shaping;
    boolean resolving;

    abstract String name();

    abstract boolean pattern();

    abstract boolean optional();

    abstract Location location();

    /** The annotations that are written for it, without those that come with its type. */
    abstract List<Annotation> written();

    /** A property as declared. */
    static final class Own extends Cell {
        private final Syntax.Member member;
        private final Scope scope;

        Own(Syntax.Member member, Scope scope) {
            this.member = member;
            this.scope = scope;
        }

        Syntax.Member member() {
            return member;
        }

        Scope scope() {
            return scope;
        }

        @Override
        String name() {
            return member.name().text();
        }

        @Override
        boolean pattern() {
            return member.pattern();
        }

        @Override
        boolean optional() {
            return member.optional();
        }

        @Override
        Location location() {
            return member.name().location();
        }

        @Override
        List<Annotation> written() {
            return Precedence.annotations(member.marks(), scope);
        }
    }

    /** A property that two merged structures both have. */
    static final class Merged extends Cell {
        private final Cell left;
        private final Cell right;

        Merged(Cell left, Cell right) {
            this.left = left;
            this.right = right;
        }

        Cell left() {
            return left;
        }

        Cell right() {
            return right;
        }

        @Override
        String name() {
            return left.name();
        }

        @Override
        boolean pattern() {
            return left.pattern();
        }

        @Override
        boolean optional() {
            return left.optional() && right.optional();
        }

        @Override
        Location location() {
            return left.location();
        }

        @Override
        List<Annotation> written() {
            return List.of();
        }
    }

    /** A property that an annotate block changes. */
    static final class Edited extends Cell {
        private final Cell base;
        private final Edit edit;

        Edited(Cell base, Edit edit) {
            this.base = base;
            this.edit = edit;
        }

        Cell base() {
            return base;
        }

        Edit edit() {
            return edit;
        }

        @Override
        String name() {
            return base.name();
        }

        @Override
        boolean pattern() {
            return base.pattern();
        }

        @Override
        boolean optional() {
            return base.optional();
        }

        @Override
        Location location() {
            return base.location();
        }

        @Override
        List<Annotation> written() {
            return edit.annotations();
        }
    }
}
