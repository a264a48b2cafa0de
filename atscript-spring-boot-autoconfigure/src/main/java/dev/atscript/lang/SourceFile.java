package dev.atscript.lang;

/**
 * The text of one {@code .as} file.
 *
 * @param name the name shown in diagnostics and used to resolve relative imports: a path with {@code /} separators,
 *     unique within one compilation
 * @param text the whole text, as read (a byte-order mark and CRLF line ends are allowed)
 */
public record SourceFile(String name, String text) {}
