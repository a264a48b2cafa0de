package dev.atscript.db.contract;

import dev.atscript.testing.CountingDataSource;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database that cases run against, one after the other. */
interface ContractDatabase extends AutoCloseable {

    /** What the cases call its dialect. */
    String dialect();

    /** The dialect's name, and the same with {@code -old} on the oldest version that is supported, else {@code -new}. */
    default Set<String> names() {
        return Set.of(dialect(), dialect() + (Boolean.getBoolean("contract.oldest") ? "-old" : "-new"));
    }

    /** Counts what is sent; a pool of one, whose connection enforces foreign keys. */
    CountingDataSource dataSource();

    Catalogue catalogue();

    /** Makes it as empty as a new one. */
    void clean();

    /** What the rules of this kind of database call a reading statement or transaction control, by the first words. */
    List<String> harmlessStatements();

    @Override
    void close();

    default JdbcTemplate jdbc() {
        return new JdbcTemplate(dataSource());
    }
}
