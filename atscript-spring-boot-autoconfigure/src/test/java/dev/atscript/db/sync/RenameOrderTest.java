package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RenameOrderTest {

    @Test
    void renamesAChainFromItsFreeEnd() {
        assertThat(order(Map.of("a", "b", "b", "c"), Set.of("a", "b"))).containsExactly("b>c", "a>b");
    }

    @Test
    void swapsThroughATemporaryName() {
        Map<String, String> swap = new LinkedHashMap<>();
        swap.put("a", "b");
        swap.put("b", "a");
        assertThat(order(swap, Set.of("a", "b"))).containsExactly("a>~a", "b>a", "~a>b");
    }

    @Test
    void stepsAsideOnceForEachCircle() {
        Map<String, String> circles = new LinkedHashMap<>();
        circles.put("a", "b");
        circles.put("b", "c");
        circles.put("c", "a");
        circles.put("x", "y");
        circles.put("y", "x");
        List<String> steps = order(circles, circles.keySet());
        assertThat(steps).filteredOn(step -> step.contains(">~")).hasSize(2);
        assertThat(applied(steps, circles.keySet()))
                .isEqualTo(Map.of("a", "c", "b", "a", "c", "b", "x", "y", "y", "x"));
    }

    private static List<String> order(Map<String, String> renames, Set<String> present) {
        return RenameOrder.of(renames, present, name -> "~" + name).stream()
                .map(step -> step.from() + ">" + step.to())
                .toList();
    }

    /** What was there, by the name it has after the steps; fails where a step takes a name that is not free. */
    private static Map<String, String> applied(List<String> steps, Set<String> present) {
        Map<String, String> contents = new LinkedHashMap<>();
        present.forEach(name -> contents.put(name, name));
        for (String step : steps) {
            String[] names = step.split(">");
            String content = contents.remove(names[0]);
            assertThat(contents.putIfAbsent(names[1], content)).as(step).isNull();
        }
        return contents;
    }
}
