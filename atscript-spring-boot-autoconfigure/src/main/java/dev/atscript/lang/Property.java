package dev.atscript.lang;

import java.util.List;

/**
 * A property of a structure.
 *
 * @param name the name; of a pattern property ({@code [*]} or {@code [/regexp/]}) the text as written
 * @param pattern whether the name is a pattern, which stands for any number of properties
 * @param optional whether it was written with {@code ?}
 * @param type the resolved type
 * @param annotations all that hold for this property, after extends, references and {@code annotate} blocks were
 *     applied by the precedence of the language; in order, lowest precedence first
 * @param location the name's place
 */
public record Property(
        String name, boolean pattern, boolean optional, Type type, List<Annotation> annotations, Location location) {
    public Property {
        annotations = List.copyOf(annotations);
    }
}
