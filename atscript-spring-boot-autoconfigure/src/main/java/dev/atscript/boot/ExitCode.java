package dev.atscript.boot;

/** What the command's process ends with. */
final class ExitCode {

    static final int DONE = 0;
    static final int ERRORS = 1;
    static final int CHANGES_PENDING = 2;
    static final int REFUSED = 3;
    static final int WRONG_USAGE = 64;

    private ExitCode() {}
}
