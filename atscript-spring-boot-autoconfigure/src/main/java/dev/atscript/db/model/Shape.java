package dev.atscript.db.model;

import dev.atscript.lang.Declaration;
import dev.atscript.lang.Type;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a type comes to in a table: nothing, one column, or a structure of its own. */
sealed interface Shape {

    /** Stores nothing: {@code phantom}, {@code never}, {@code ui.…}. */
    record None() implements Shape {}

    /** Never says what it is: a type that only refers to itself. */
    record Endless() implements Shape {}

    /**
     * A structure, which is flattened unless it is recursive.
     *
     * @param declaration the declaration it belongs to; null for one written in place
     */
    record Nested(Type.Structure structure, @Nullable Declaration declaration, boolean nullable) implements Shape {}

    /**
     * One column.
     *
     * @param created whether it is {@code number.timestamp.created}, not taken from another property
     */
    record Leaf(Kind kind, ColumnType type, boolean nullable, Values values, boolean created) implements Shape {

        Leaf withType(Kind newKind, ColumnType newType) {
            return new Leaf(newKind, newType, nullable, values, created);
        }

        Leaf withValues(Values newValues) {
            return new Leaf(kind, type, nullable, newValues, created);
        }

        Leaf withNullable(boolean newNullable) {
            return new Leaf(kind, type, newNullable, values, created);
        }
    }

    /** What kind of value a leaf holds. */
    enum Kind {
        TEXT("a string"),
        INTEGER("an integer"),
        NUMBER("a number"),
        DECIMAL("a decimal"),
        BOOLEAN("a boolean"),
        MIXED("a union of primitives"),
        NUMBERS("an array of numbers"),
        VECTOR("a vector"),
        GEO_POINT("a geo point"),
        ARRAY("an array"),
        OBJECT("a structure"),
        ANY("a JSON value");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As it is called in messages, with its article. */
        String words() {
            return words;
        }

        boolean isText() {
            return this == TEXT || this == MIXED;
        }

        boolean isNumber() {
            return this == INTEGER || this == NUMBER;
        }

        boolean isJson() {
            return switch (this) {
                case NUMBERS, VECTOR, GEO_POINT, ARRAY, OBJECT, ANY -> true;
                default -> false;
            };
        }
    }

    /**
     * Which values a leaf takes; no choices and a null limit mean any.
     *
     * @param choices texts, numbers or booleans as text, in the order of their declaration
     */
    record Values(
            Set<String> choices,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max) {
        static final Values ANY = new Values(Set.of(), null, null);

        public Values {
            choices = choices.size() < 2
                    ? Set.copyOf(choices)
                    : Collections.unmodifiableSet(new LinkedHashSet<>(choices));
        }

        static Values of(String choice) {
            return new Values(Set.of(choice), null, null);
        }
    }
}
