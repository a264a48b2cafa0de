package dev.atscript.lang;

/**
 * The text of one {@code .as} file.
 *
 * @param name the name shown in diagnostics
 * @param path what relative imports are resolved against, with {@code /} separators; two files of one compilation never
 *     have the same
 * @param text the whole text, as read (a byte-order mark and CRLF line ends are allowed)
 */
public record SourceFile(String name, String path, String text) {

    /** Creates a file whose name is its path. */
    public SourceFile(String name, String text) {
        this(name, name, text);
    }

    /**
     * Creates a file from its bytes. Where they are not UTF-8, compiling the file reports that.
     *
     * @param name the name shown in diagnostics
     * @param path what relative imports are resolved against
     * @param bytes the whole content
     * @return the file
     */
    public static SourceFile of(String name, String path, byte[] bytes) {
        return new SourceFile(name, path, Utf8.decode(bytes));
    }
}
