package dev.atscript.db.contract;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * All cases of {@code contract/*.as.txt} on one kind of database. A new dialect needs a subclass, and nothing else. To
 * run some cases only: {@code -Dcontract.case='part of file/title'}. Where JUnit runs tests in parallel, these are.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
abstract class DialectContractTest {

    private final Supplier<ContractDatabase> databases;
    private final Queue<Place> free = new ConcurrentLinkedQueue<>();

    DialectContractTest(Supplier<ContractDatabase> databases) {
        this.databases = databases;
        free.add(newPlace());
    }

    /**
     * Where one case at a time runs.
     *
     * @param fresh to compare with what a first sync makes
     */
    private record Place(ContractDatabase database, ContractDatabase fresh) {

        void close() {
            database.close();
            fresh.close();
        }
    }

    private Place newPlace() {
        return new Place(databases.get(), databases.get());
    }

    @AfterAll
    void close() {
        free.forEach(Place::close);
    }

    @TestFactory
    Stream<DynamicContainer> contract() {
        String wanted = System.getProperty("contract.case", "");
        List<ContractCase> cases = ContractFile.readAll().stream()
                .filter(each -> (each.file() + "/" + each.title()).contains(wanted))
                .filter(each -> each.isFor(free.element().database().names()))
                .toList();
        return cases.stream()
                .map(ContractCase::file)
                .distinct()
                .map(file -> DynamicContainer.dynamicContainer(
                        file,
                        cases.stream()
                                .filter(each -> each.file().equals(file))
                                .map(each -> DynamicTest.dynamicTest(each.title(), () -> run(each)))));
    }

    private void run(ContractCase each) {
        Place left = free.poll();
        Place place = left == null ? newPlace() : left;
        try {
            new CaseRun(each, place.database(), place.fresh()).run();
        } finally {
            free.add(place);
        }
    }
}
