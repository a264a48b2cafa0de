package dev.atscript.lang;

import java.util.List;

/**
 * An annotation as it holds for a declaration or property, arguments parsed.
 *
 * @param name the name without {@code @}, for example {@code db.index.unique}
 * @param arguments in the order written
 * @param location the annotation's name in the file that wrote it
 */
public record Annotation(String name, List<Argument> arguments, Location location) {
    public Annotation {
        arguments = List.copyOf(arguments);
    }
}
