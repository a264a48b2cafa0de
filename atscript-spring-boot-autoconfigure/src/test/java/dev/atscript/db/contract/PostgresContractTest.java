package dev.atscript.db.contract;

class PostgresContractTest extends DialectContractTest {

    PostgresContractTest() {
        super(new PostgresContractDatabase(), new PostgresContractDatabase());
    }
}
