package dev.atscript.db.sync;

import dev.atscript.db.dialect.ControlTableSql;
import dev.atscript.db.schema.QualifiedName;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/** Reads and writes the rows of {@code __atscript_control} that belong to one owner. */
final class ControlTable {

    private final Database database;
    private final ControlTableSql sql;
    private final ControlRows rows;
    private boolean created;

    ControlTable(Database database, String owner) {
        this.database = database;
        this.sql = database.dialect().sessions().controlTable();
        this.rows = new ControlRows(owner);
    }

    /** The stored hash, by exactly one statement; empty also where there is no control table. */
    Optional<StoredHash> readHash() {
        try {
            return hashRow().stream().filter(Objects::nonNull).findFirst().map(rows::parseHash);
        } catch (DataAccessException ex) {
            if (database.isMissingTable(ex)) {
                return Optional.empty();
            }
            throw ex;
        }
    }

    private List<String> hashRow() {
        return database.each(jdbc -> jdbc.queryForList(sql.readValue(), String.class, rows.hash()));
    }

    /** Makes the table where it is missing. */
    void create() {
        if (created || exists()) {
            // It may be in another namespace than the one it would be made in now.
            return;
        }
        try {
            database.impatiently(jdbc -> {
                jdbc.execute(sql.create());
                return true;
            });
        } catch (DataAccessException ex) {
            // IF NOT EXISTS is not atomic everywhere: when two create it at once, one may fail although it is there.
            if (!exists()) {
                throw ex;
            }
        }
        created = true;
    }

    private boolean exists() {
        try {
            hashRow();
            return true;
        } catch (DataAccessException ex) {
            if (database.isMissingTable(ex)) {
                return false;
            }
            throw ex;
        }
    }

    /** Everything, by one statement. */
    ControlState read() {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            database.each(jdbc -> {
                jdbc.query(sql.readAll(), rs -> {
                    String value = rs.getString(2);
                    values.put(rs.getString(1), value == null ? "" : value);
                });
                return null;
            });
        } catch (DataAccessException ex) {
            if (database.isMissingTable(ex)) {
                return ControlState.EMPTY;
            }
            throw ex;
        }
        return rows.parse(values);
    }

    /**
     * Writes the state that a run leaves, in the caller's transaction; the run itself becomes the newest of the history, and
     * the last failure is forgotten.
     */
    void write(
            JdbcOperations jdbc, ControlState before, StoredHash hash, Planner.Draft draft, SyncState.Applied applied) {
        Instant now = now(jdbc);
        put(jdbc, rows.hash(), hash.value());
        Map<QualifiedName, Snapshot> snapshots = new TreeMap<>();
        draft.tables().forEach(table -> snapshots.put(table.name(), table));
        withTexts(jdbc, draft.views()).forEach(view -> snapshots.put(view.view(), view));
        put(jdbc, rows.tracked(), ControlRows.tracked(snapshots.keySet()));
        writeSnapshots(jdbc, before, snapshots);
        put(jdbc, rows.history(), ControlRows.history(before, applied.at(now)));
        jdbc.update(sql.deleteValue(), rows.failure());
    }

    private void writeSnapshots(JdbcOperations jdbc, ControlState before, Map<QualifiedName, Snapshot> snapshots) {
        Map<QualifiedName, Snapshot> stored = new HashMap<>(before.snapshots());
        stored.putAll(before.viewSnapshots());
        snapshots.forEach((name, snapshot) -> {
            if (!snapshot.equals(stored.get(name))) {
                put(jdbc, rows.snapshot(name), ControlRows.snapshot(snapshot));
            }
        });
        for (QualifiedName name : stored.keySet()) {
            if (!snapshots.containsKey(name)) {
                jdbc.update(sql.deleteValue(), rows.snapshot(name));
            }
        }
    }

    /** Writes why a run failed. */
    void writeFailure(String hash, String podId, String summary, String message) {
        Instant now = database.each(this::now);
        String failure = ControlRows.failure(new SyncState.Failure(hash, now, podId, summary, message));
        database.impatiently(jdbc -> jdbc.update(sql.note(), rows.failure(), failure));
    }

    private Instant now(JdbcOperations jdbc) {
        Long now = jdbc.queryForObject(sql.now(), Long.class);
        return Instant.ofEpochMilli(now == null ? 0 : now);
    }

    /** Views that were just made get the text that the database has of them. */
    private List<ViewSnapshot> withTexts(JdbcOperations jdbc, List<ViewSnapshot> views) {
        Set<QualifiedName> made = views.stream()
                .filter(view -> view.text() == null)
                .map(ViewSnapshot::view)
                .collect(Collectors.toSet());
        if (made.isEmpty()) {
            return views;
        }
        Map<QualifiedName, String> texts = database.dialect().viewChanges().viewDefinitions(jdbc, made);
        return views.stream()
                .map(view -> made.contains(view.view()) ? view.withText(texts.get(view.view()), view.server()) : view)
                .toList();
    }

    private void put(JdbcOperations jdbc, String id, String value) {
        jdbc.update(sql.deleteValue(), id);
        jdbc.update(sql.insertValue(), id, value);
    }
}
