package dev.atscript.db.contract;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * All cases of {@code contract/*.as.txt} on one kind of database. A new dialect needs a subclass, and nothing else. To
 * run some cases only: {@code -Dcontract.case='part of file/title'}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DialectContractTest {

    private final ContractDatabase database;
    private final ContractDatabase fresh;

    DialectContractTest(ContractDatabase database, ContractDatabase fresh) {
        this.database = database;
        this.fresh = fresh;
    }

    @AfterAll
    void close() {
        database.close();
        fresh.close();
    }

    @TestFactory
    Stream<DynamicContainer> contract() {
        String wanted = System.getProperty("contract.case", "");
        List<ContractCase> cases = ContractFile.readAll().stream()
                .filter(each -> (each.file() + "/" + each.title()).contains(wanted))
                .toList();
        return cases.stream()
                .map(ContractCase::file)
                .distinct()
                .map(file -> DynamicContainer.dynamicContainer(
                        file,
                        cases.stream()
                                .filter(each -> each.file().equals(file) && each.isFor(database.names()))
                                .map(each -> DynamicTest.dynamicTest(
                                        each.title(), () -> new CaseRun(each, database, fresh).run()))));
    }
}
