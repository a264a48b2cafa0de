package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.NameHistory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WantedRenamesTest {

    @Test
    void eachThingKeepsItselfWhateverTheNamesWentThrough() {
        for (long seed = 0; seed < 5_000; seed++) {
            NameHistory history = new NameHistory(List.of("a", "b", "c", "d", "e"), new Random(seed));
            for (int step = 0; step < 8; step++) {
                Map<String, Integer> live = history.things();
                Map<String, List<String>> applied = history.written();
                history.edit();
                Map<String, String> expected = history.renamesSince(live);
                if (NameHistory.saysNothingNew(expected, applied)) {
                    break;
                }
                WantedRenames<String> wanted = WantedRenames.of(
                        history.written(),
                        live.keySet(),
                        (to, from) -> applied.getOrDefault(to, List.of()).contains(from));
                assertThat(wanted)
                        .as("seed %s, step %s: %s becomes %s", seed, step, applied, history.written())
                        .isEqualTo(new WantedRenames<>(expected, Map.of()));
            }
        }
    }
}
