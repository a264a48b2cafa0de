package dev.atscript.db.sync;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What tells which of two schemas is older (sync.md, "superseded"): their versions, if both have one, else when their
 * newest file was modified.
 *
 * @param version a dotted number; null for none
 * @param modified when the newest file was modified; null where nobody knows
 */
record SchemaOrder(@Nullable String version, @Nullable Instant modified) {

    private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+)*");

    static final SchemaOrder UNKNOWN = new SchemaOrder(null, null);

    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    /** Whether this is the older one; empty where that cannot be told. */
    Optional<Boolean> isOlderThan(SchemaOrder other) {
        if (version != null && other.version != null) {
            int compared = compare(numbers(version), numbers(other.version));
            if (compared != 0) {
                return Optional.of(compared < 0);
            }
        }
        return modified == null || other.modified == null || modified.equals(other.modified)
                ? Optional.empty()
                : Optional.of(modified.isBefore(other.modified));
    }

    private static int compare(List<BigInteger> one, List<BigInteger> other) {
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            int compared = part(one, i).compareTo(part(other, i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static BigInteger part(List<BigInteger> numbers, int index) {
        return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
    }

    private static List<BigInteger> numbers(String version) {
        return Stream.of(version.split("\\.")).map(BigInteger::new).toList();
    }
}
