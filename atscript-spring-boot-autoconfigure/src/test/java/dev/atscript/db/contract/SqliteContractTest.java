package dev.atscript.db.contract;

class SqliteContractTest extends DialectContractTest {

    SqliteContractTest() {
        super(SqliteContractDatabase::new);
    }
}
