package dev.atscript.db.contract;

class PostgresContractTest extends DialectContractTest {

    PostgresContractTest() {
        super(PostgresContractDatabase::new);
    }
}
