package dev.atscript.db.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the live database while a plan is made; nothing is changed by it. */
public interface LiveQuery {

    /** The number that a query selects; 0 for null. */
    long number(String sql);

    /** The texts that a query selects. */
    List<String> texts(String sql);

    /** What the database has against a query, in its own words; null where it takes it. */
    @Nullable
    String refusal(String sql);
}
