package dev.atscript.lang;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An argument of an {@link Annotation}. */
public sealed interface Argument {

    /** Where the argument stands. */
    Location location();

    /** A quoted text, escapes resolved. */
    record Text(String value, Location location) implements Argument {}

    /** A number. */
    @SuppressWarnings("JavaLangClash")
    record Number(BigDecimal value, Location location) implements Argument {}

    /** {@code true} or {@code false}. */
    record Bool(boolean value, Location location) implements Argument {}

    /** {@code null} or {@code undefined}. */
    record Null(Location location) implements Argument {}

    /**
     * A name, possibly with dots: {@code Task} or {@code Task.status}.
     *
     * @param path its parts
     * @param location where it stands
     * @param target the declaration that the first part means where the annotation was written; null where it means none
     */
    record Name(
            List<String> path, Location location, @Nullable Declaration target) implements Argument {
        public Name {
            path = List.copyOf(path);
        }
    }

    /** A condition in back-ticks. */
    record Condition(Query query, Location location) implements Argument {}
}
