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

    private final String name;
    private final boolean pattern;
    private final boolean optional;
    private final Location location;

    private Cell(String name, boolean pattern, boolean optional, Location location) {
        this.name = name;
        this.pattern = pattern;
        this.optional = optional;
        this.location = location;
    }

    String name() {
        return name;
    }

    boolean pattern() {
        return pattern;
    }

    boolean optional() {
        return optional;
    }

    Location location() {
        return location;
    }

    /** The annotations that are written for it, without those that come with its type. */
    abstract List<Annotation> written();

    /** A property as declared. */
    static final class Own extends Cell {
        private final Syntax.Member member;
        private final Scope scope;

        Own(Syntax.Member member, Scope scope) {
            super(
                    member.name().text(),
                    member.pattern(),
                    member.optional(),
                    member.name().location());
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
        List<Annotation> written() {
            return Precedence.annotations(member.marks(), scope);
        }
    }

    /** A property that several merged structures have. */
    static final class Merged extends Cell {
        private final List<Cell> parts;

        Merged(List<Cell> parts) {
            super(
                    parts.get(0).name(),
                    parts.get(0).pattern(),
                    parts.stream().allMatch(Cell::optional),
                    parts.get(0).location());
            this.parts = parts;
        }

        /** What each of the structures says of it, in their order; at least two. */
        List<Cell> parts() {
            return parts;
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
            super(base.name(), base.pattern(), base.optional(), base.location());
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
        List<Annotation> written() {
            return edit.annotations();
        }
    }
}
