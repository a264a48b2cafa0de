package dev.atscript.db.sync;

/** The connection has another default namespace than when the database was synced: all tables would be made anew there. */
public final class DefaultNamespaceException extends SyncException {

    private static final long serialVersionUID = 1L;

    DefaultNamespaceException(String synced, String now) {
        super("The database was synced while its default namespace was '" + synced + "', and it is '" + now
                + "' now, where none of the tables is. Set the connection's search_path (for example by currentSchema="
                + synced + " in its URL); if this is another application, give it an atscript.db.owner of its own.");
    }
}
