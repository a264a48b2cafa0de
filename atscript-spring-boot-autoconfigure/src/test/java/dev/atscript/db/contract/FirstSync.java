package dev.atscript.db.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.model.CanonicalJson;
import dev.atscript.db.sync.AtscriptSchema;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a first sync makes of a model, in a database of its own: however another came to its schema, it is as that one. */
final class FirstSync {

    private static final Pattern JSON_DEFAULT = Pattern.compile("(?<= default ')[\\[{].*[]}](?='$)");

    private static final Pattern NUMBERING_DEFAULT = Pattern.compile(" default .*nextval\\(.*");

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
                assertThat(inOneSpelling(actual)).as(relation).containsAll(inOneSpelling(expected));
            } else {
                assertThat(actual).as(relation + ", as if made by a first sync").isEqualTo(expected);
            }
        }
        if (!altered) {
            assertThat(database.catalogue().tables())
                    .isEqualTo(fresh.catalogue().tables());
        }
    }

    /**
     * A default that is JSON stays as somebody wrote it where that is the value, and one that numbers the rows where others need
     * its sequence.
     */
    private static List<String> inOneSpelling(List<String> lines) {
        return lines.stream()
                .map(line -> JSON_DEFAULT
                        .matcher(line)
                        .replaceFirst(json -> Matcher.quoteReplacement(
                                CanonicalJson.of(json.group().replace("''", "'")))))
                .map(line -> NUMBERING_DEFAULT.matcher(line).replaceFirst(" identity"))
                .toList();
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }
}
