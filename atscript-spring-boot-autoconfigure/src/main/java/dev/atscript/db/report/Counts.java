package dev.atscript.db.report;

import java.time.Duration;
import java.util.Locale;

/** Numbers in words, the same in every locale. */
public final class Counts {

    private Counts() {}

    /** {@code 1 statement}, {@code 1,204 statements}. */
    public static String of(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 1,204}. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 2 ms}, {@code 1.2 s}, {@code 3 min 5 s}. */
    public static String time(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", Math.floor(millis / 100.0) / 10);
        }
        return number(duration.toMinutes()) + " min " + duration.toSecondsPart() + " s";
    }
}
