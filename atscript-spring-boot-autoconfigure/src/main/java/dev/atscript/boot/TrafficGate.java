package dev.atscript.boot;

/**
 * Whether the application's requests are let in: closed until the run at start-up ends, open from then on.
 * A run that failed lets them in where {@code atscript.db.on-error=warn} says that the application goes on.
 *
 * <p>There is one bean of it. A filter of one's own that asks it, in a bean named {@code atscriptTrafficGateFilter}, takes
 * the place of the one that answers 503.
 */
public final class TrafficGate {

    static final String FILTER = "atscriptTrafficGateFilter";

    private volatile boolean open;

    TrafficGate() {}

    void open() {
        open = true;
    }

    /** Whether requests are let in. */
    public boolean isOpen() {
        return open;
    }
}
