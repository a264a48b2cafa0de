package dev.atscript.lang;

/** How bad a {@link Diagnostic} is. */
public enum Severity {
    /** The files cannot be used. */
    ERROR,
    /** The files can be used, but probably do not say what their author meant. */
    WARNING
}
