package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Sql;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Prepares the statements that would fire triggers of somebody's: only then SQLite looks at what these write to. */
final class TriggerTrial {

    private final SchemaCopy copy;

    TriggerTrial(SchemaCopy copy) {
        this.copy = copy;
    }

    /** Those that no statement can fire, although it could be executed without them, and why. */
    Map<String, String> broken() throws SQLException {
        Map<String, Set<String>> triggers = new LinkedHashMap<>();
        copy.pairs("SELECT name, tbl_name FROM sqlite_schema WHERE type = 'trigger' AND NOT "
                        + SqliteFullText.IS_TRIGGER.formatted("name"))
                .forEach((trigger, table) -> triggers.computeIfAbsent(table, key -> new LinkedHashSet<>())
                        .add(trigger));
        Map<String, String> broken = new LinkedHashMap<>();
        for (Map.Entry<String, Set<String>> ofTable : triggers.entrySet()) {
            for (String statement : writes(ofTable.getKey(), copy)) {
                String write = "EXPLAIN " + statement;
                if (copy.refusal(write) != null) {
                    Optional<ScratchDatabase.Refusal> without = refusalWithout(write, ofTable.getValue(), "");
                    for (String trigger : ofTable.getValue()) {
                        refusalWithout(write, ofTable.getValue(), trigger)
                                .filter(alone -> !Optional.of(alone).equals(without))
                                .ifPresent(alone -> broken.put("trigger " + trigger, alone.why()));
                    }
                }
            }
        }
        return broken;
    }

    private Optional<ScratchDatabase.Refusal> refusalWithout(String write, Set<String> triggers, String butFor)
            throws SQLException {
        return copy.undone(() -> {
            for (String trigger : triggers) {
                if (!trigger.equals(butFor)) {
                    copy.execute(SchemaCopy.dropping("trigger " + trigger));
                }
            }
            return Optional.ofNullable(copy.refusal(write));
        });
    }

    /** Statements that fire all triggers of a table or view. */
    static List<String> writes(String relation, SchemaCopy copy) throws SQLException {
        String name = Sql.quote(relation);
        String assignments = copy.columnsOf(relation).stream()
                .map(column -> Sql.quote(column) + " = " + Sql.quote(column))
                .collect(Collectors.joining(", "));
        return List.of(
                "INSERT INTO " + name + " DEFAULT VALUES",
                "UPDATE " + name + " SET " + assignments,
                "DELETE FROM " + name);
    }
}
