package dev.atscript.db.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.sync.AtscriptSchema;
import java.util.List;

/** What a first sync makes of a model, in a database of its own: however another came to its schema, it is as that one. */
final class FirstSync {

    private FirstSync() {}

    /**
     * Compares.
     *
     * @param fresh a database of the same kind
     * @param prerequisites statements that a first sync needs as well
     * @param altered whether somebody has changed the schema by hand: then there may be more than the model says
     */
    static void compare(
            ContractDatabase database,
            ContractDatabase fresh,
            AtscriptSchema schema,
            StepOptions options,
            List<String> prerequisites,
            boolean altered) {
        fresh.clean();
        prerequisites.forEach(fresh.jdbc()::execute);
        new SyncStep(fresh, schema, StepOptions.parse("owner=" + options.owner())).run();
        for (String relation : fresh.catalogue().tables()) {
            String name = relation.substring(relation.indexOf(' ') + 1);
            List<String> expected = sorted(fresh.catalogue().describe(name, !altered));
            List<String> actual = sorted(database.catalogue().describe(name, !altered));
            if (altered) {
                assertThat(actual).as(relation).containsAll(expected);
            } else {
                assertThat(actual).as(relation + ", as if made by a first sync").isEqualTo(expected);
            }
        }
        if (!altered) {
            assertThat(database.catalogue().tables())
                    .isEqualTo(fresh.catalogue().tables());
        }
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }
}
