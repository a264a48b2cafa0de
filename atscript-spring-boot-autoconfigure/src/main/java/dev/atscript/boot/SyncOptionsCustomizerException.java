package dev.atscript.boot;

/** A {@link SyncOptionsCustomizer} fails, or leaves options that no run can have. */
final class SyncOptionsCustomizerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param customizer which one
     */
    SyncOptionsCustomizerException(String customizer, RuntimeException cause) {
        super(customizer + " cannot be used: " + word(cause), cause);
    }

    private static String word(RuntimeException cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
