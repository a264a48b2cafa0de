package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SyncOptionsTest {

    /** Databases count milliseconds, take none of them for no limit, and have a largest number of them. */
    @Test
    void takeNoDurationThatADatabaseTakesForAnother() {
        Stream.<BiFunction<SyncOptions.Builder, Duration, SyncOptions.Builder>>of(
                        SyncOptions.Builder::lockTtl,
                        SyncOptions.Builder::waitTimeout,
                        SyncOptions.Builder::pollInterval,
                        SyncOptions.Builder::ddlLockTimeout)
                .forEach(set -> Stream.of(Duration.ofSeconds(-1), Duration.ofNanos(500_000), Duration.ofDays(25))
                        .forEach(duration -> assertThatThrownBy(() -> set.apply(SyncOptions.builder(), duration)
                                        .build())
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContaining("must be between 1 ms and 24 days, but is " + duration)));
    }
}
