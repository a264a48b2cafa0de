package dev.atscript.lang;

/**
 * A token's place in a file.
 *
 * @param file the file
 * @param line line number, from 1
 * @param column column in UTF-16 units, from 1
 * @param length length of the marked text in UTF-16 units, at least 1; a text over several lines counts to its line's end
 */
public record Location(SourceFile file, int line, int column, int length) {

    /** {@code orders.as:14:5}, as in every message of this project. */
    @Override
    public String toString() {
        return file.name() + ":" + line + ":" + column;
    }
}
