package dev.atscript.db.sync;

import dev.atscript.db.schema.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Applications that say no owner share one. Where the model of such a one knows nothing of what is tracked, that is more
 * likely another application's than all out of date.
 */
final class UnnamedApplication {

    private static final String ERROR =
            "looks like a table of another application: the model has nothing of what is tracked,"
                    + " and nothing says whose that is. It would drop: %s. Give each application a name (spring.application.name or"
                    + " atscript.db.owner); if this is the same application, keep what a table holds by @db.table.renamed, or drop it"
                    + " by forcing the run (atscript.db.force=true or db sync --force)";

    private UnnamedApplication() {}

    /** Refuses to drop the tables of another application. Of tables that have to stay anyhow, enough is said already. */
    static void protectOthers(Map<QualifiedName, EntryDraft> drafts, PlanningInput input) {
        List<EntryDraft> drops =
                drafts.values().stream().filter(EntryDraft::dropsTable).toList();
        boolean goes = !drops.isEmpty() && drops.stream().noneMatch(EntryDraft::hasErrors);
        boolean isUnnamed = input.state().owner().equals(DbSpace.DEFAULT_OWNER);
        if (goes && isUnnamed && !input.options().force() && !knowsWhatIsTracked(input)) {
            String tables = drops.stream().map(draft -> draft.name().toString()).collect(Collectors.joining(", "));
            drops.get(0).error(ERROR.formatted(tables));
        }
    }

    private static boolean knowsWhatIsTracked(PlanningInput input) {
        Stream<QualifiedName> tables = input.tables().keySet().stream().map(input.renames()::liveName);
        Stream<QualifiedName> views = input.desired().views().stream()
                .flatMap(view -> Stream.concat(Stream.of(view.name()), view.renamedFrom().stream()));
        return Stream.concat(tables, views).anyMatch(input.state().tracked()::contains);
    }
}
