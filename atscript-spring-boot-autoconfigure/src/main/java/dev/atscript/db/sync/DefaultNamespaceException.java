package dev.atscript.db.sync;

/** The connection's default namespace is not the one that the tables were synced in, so that all would be created again. */
public final class DefaultNamespaceException extends SyncException {

    private static final long serialVersionUID = 1L;

    DefaultNamespaceException(String synced, String now) {
        super("The tables were synced while the default namespace of the database was '" + synced + "', and it is '"
                + now
                + "' now, where they are not. Set the connection's search_path (for example by currentSchema="
                + synced + " in its URL); if this is another application, give it an atscript.db.owner of its own.");
    }
}
