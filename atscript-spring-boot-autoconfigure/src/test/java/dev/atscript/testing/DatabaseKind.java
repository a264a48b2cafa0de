package dev.atscript.testing;

/** The kinds of database that tests run on. */
public enum DatabaseKind {
    SQLITE {
        @Override
        public TestDatabase create() {
            return SqliteFiles.createDatabase();
        }
    },
    POSTGRES {
        @Override
        public TestDatabase create() {
            return PostgresServer.createDatabase();
        }
    };

    /** A new empty database. */
    public abstract TestDatabase create();
}
