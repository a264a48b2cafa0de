package dev.atscript.boot;

/** The command line is wrong; the message says how, in a sentence. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
