package dev.atscript.db.sync;

import dev.atscript.db.dialect.ControlTableSql;
import dev.atscript.db.dialect.Sql;
import dev.atscript.db.schema.QualifiedName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes the rows of {@code __atscript_control} that belong to one owner. */
final class ControlTable {

    private static final String HASH = "schema_version";
    private static final String TRACKED = "synced_tables";
    private static final String SNAPSHOT = "table_snapshot:";
    private static final String HISTORY = "sync_history";
    private static final int HISTORY_LENGTH = 50;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Database database;
    private final ControlTableSql sql;
    private final String suffix;
    private boolean created;

    ControlTable(Database database, String owner) {
        this.database = database;
        this.sql = database.dialect().controlTable();
        this.suffix = owner.equals(DbSpace.DEFAULT_OWNER) ? "" : "@" + owner;
    }

    /** The stored hash, by exactly one statement; empty also where there is no control table. */
    Optional<StoredHash> readHash() {
        try {
            return database.each(jdbc -> jdbc.queryForList(sql.readValue(), String.class, HASH + suffix)).stream()
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(value -> parsed(HASH + suffix, value, StoredHash::parse));
        } catch (DataAccessException ex) {
            if (database.isMissingTable(ex)) {
                return Optional.empty();
            }
            throw ex;
        }
    }

    /** Makes the table where it is missing. */
    void create() {
        if (created || !read().tracked().isEmpty()) {
            // It may be in another namespace than the one it would be made in now.
            return;
        }
        try {
            database.each(jdbc -> {
                jdbc.execute(sql.create());
                return null;
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
            readHashRow();
            return true;
        } catch (DataAccessException ex) {
            return false;
        }
    }

    private void readHashRow() {
        database.each(jdbc -> jdbc.queryForList(sql.readValue(), String.class, HASH + suffix));
    }

    /** Everything, by one statement. */
    ControlState read() {
        Map<String, String> rows = new LinkedHashMap<>();
        try {
            database.each(jdbc -> {
                jdbc.query(sql.readAll(), rs -> {
                    String value = rs.getString(2);
                    rows.put(rs.getString(1), value == null ? "" : value);
                });
                return null;
            });
        } catch (DataAccessException ex) {
            if (database.isMissingTable(ex)) {
                return ControlState.EMPTY;
            }
            throw ex;
        }
        return parse(rows);
    }

    /** Parses a row's value. */
    private static <T> T parsed(String id, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (JacksonException | IllegalArgumentException ex) {
            throw new SyncStateException(id, ex);
        }
    }

    private ControlState parse(Map<String, String> rows) {
        Set<QualifiedName> tracked = new HashSet<>();
        Map<QualifiedName, String> trackedByOthers = new HashMap<>();
        Map<QualifiedName, TableSnapshot> snapshots = new HashMap<>();
        Map<QualifiedName, ViewSnapshot> viewSnapshots = new HashMap<>();
        List<OtherOwners.Remembered> rememberedByOthers = new ArrayList<>();
        List<SyncState.Applied> history = new ArrayList<>();
        rows.forEach((id, value) -> {
            if (id.equals(TRACKED + suffix)) {
                tracked.addAll(parsed(id, value, ControlTable::parseTracked));
            } else if (id.equals(TRACKED) || id.startsWith(TRACKED + "@")) {
                parsed(id, value, ControlTable::parseTracked)
                        .forEach(name -> trackedByOthers.put(name, ownerOf(id, TRACKED)));
            } else if (id.startsWith(SNAPSHOT)
                    && parsed(id, value, JSON::readTree).has("table")) {
                TableSnapshot snapshot = parsed(id, value, ControlTable::parseSnapshot);
                if (id.equals(snapshotId(snapshot.name()))) {
                    snapshots.put(snapshot.name(), snapshot);
                } else {
                    String owner = ownerOf(id, SNAPSHOT + nameInId(snapshot.name()));
                    rememberedByOthers.add(new OtherOwners.Remembered(owner, snapshot));
                }
            } else if (id.startsWith(SNAPSHOT)
                    && parsed(id, value, JSON::readTree).has("view")) {
                ViewSnapshot snapshot = parsed(id, value, text -> JSON.readValue(text, ViewSnapshot.class));
                if (id.equals(snapshotId(snapshot.view()))) {
                    viewSnapshots.put(snapshot.view(), snapshot);
                }
            } else if (id.equals(HISTORY + suffix)) {
                history.addAll(parsed(id, value, ControlTable::parseHistory));
            }
        });
        String hash = rows.get(HASH + suffix);
        return new ControlState(
                hash == null || hash.isEmpty()
                        ? Optional.empty()
                        : Optional.of(parsed(HASH + suffix, hash, StoredHash::parse)),
                tracked,
                snapshots,
                viewSnapshots,
                new OtherOwners(trackedByOthers, rememberedByOthers),
                history);
    }

    /** Whose row an id is that begins like that. */
    private static String ownerOf(String id, String beginning) {
        return id.length() > beginning.length() ? id.substring(beginning.length() + 1) : DbSpace.DEFAULT_OWNER;
    }

    private static List<QualifiedName> parseTracked(String value) {
        List<QualifiedName> names = new ArrayList<>();
        for (JsonNode item : JSON.readTree(value)) {
            if (item.isString()) {
                names.add(QualifiedName.of(item.stringValue()));
            } else {
                names.add(new QualifiedName(
                        item.path("namespace").asString(""), item.path("name").asString("")));
            }
        }
        return names;
    }

    private static TableSnapshot parseSnapshot(String value) {
        return JSON.readValue(value, TableSnapshot.class);
    }

    private static List<SyncState.Applied> parseHistory(String value) {
        List<SyncState.Applied> history = new ArrayList<>();
        for (JsonNode item : JSON.readTree(value)) {
            history.add(new SyncState.Applied(
                    item.path("hash").asString(""),
                    Instant.ofEpochMilli(item.path("at").asLong(0)),
                    item.path("pod").asString(""),
                    item.path("pending").asInt(0),
                    item.path("version").isString() ? item.path("version").stringValue() : null,
                    item.path("modified").isNumber()
                            ? Instant.ofEpochMilli(item.path("modified").asLong())
                            : null));
        }
        return history;
    }

    /** Writes the state that a run leaves, in the caller's transaction; the run itself becomes the newest of the history. */
    void write(
            JdbcOperations jdbc, ControlState before, StoredHash hash, Planner.Draft draft, SyncState.Applied applied) {
        Long now = jdbc.queryForObject(sql.now(), Long.class);
        put(jdbc, HASH + suffix, hash.value());
        Map<QualifiedName, Object> snapshots = new TreeMap<>();
        draft.tables().forEach(table -> snapshots.put(table.name(), table));
        withTexts(jdbc, draft.views()).forEach(view -> snapshots.put(view.view(), view));
        Map<QualifiedName, Object> stored = new HashMap<>(before.snapshots());
        stored.putAll(before.viewSnapshots());
        ArrayNode tracked = JSON.createArrayNode();
        snapshots.forEach((name, snapshot) -> {
            ObjectNode item = tracked.addObject().put("name", name.name());
            if (!name.namespace().isEmpty()) {
                item.put("namespace", name.namespace());
            }
            if (!snapshot.equals(stored.get(name))) {
                put(jdbc, snapshotId(name), JSON.writeValueAsString(snapshot));
            }
        });
        put(jdbc, TRACKED + suffix, tracked.toString());
        for (QualifiedName name : stored.keySet()) {
            if (!snapshots.containsKey(name)) {
                jdbc.update(sql.deleteValue(), snapshotId(name));
            }
        }
        put(jdbc, HISTORY + suffix, history(before, applied.at(now == null ? 0 : now)));
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
        Map<QualifiedName, String> texts = database.dialect().viewDefinitions(jdbc, made);
        return views.stream()
                .map(view -> made.contains(view.view()) ? view.withText(texts.get(view.view())) : view)
                .toList();
    }

    private static String history(ControlState before, SyncState.Applied newest) {
        List<SyncState.Applied> history = new ArrayList<>(before.history());
        history.add(newest);
        ArrayNode items = JSON.createArrayNode();
        for (SyncState.Applied applied :
                history.subList(Math.max(0, history.size() - HISTORY_LENGTH), history.size())) {
            ObjectNode item = items.addObject()
                    .put("hash", applied.hash())
                    .put("at", applied.at().toEpochMilli())
                    .put("pod", applied.podId())
                    .put("pending", applied.pendingChanges());
            if (applied.version() != null) {
                item.put("version", applied.version());
            }
            if (applied.modified() != null) {
                item.put("modified", applied.modified().toEpochMilli());
            }
        }
        return items.toString();
    }

    private void put(JdbcOperations jdbc, String id, String value) {
        jdbc.update(sql.deleteValue(), id);
        jdbc.update(sql.insertValue(), id, value);
    }

    private String snapshotId(QualifiedName name) {
        return SNAPSHOT + nameInId(name) + suffix;
    }

    /** A name in the id of its snapshot's row: bare in the default namespace, else both parts in quotes. */
    private static String nameInId(QualifiedName name) {
        return name.namespace().isEmpty() ? name.name() : Sql.quote(name.namespace()) + "." + Sql.quote(name.name());
    }
}
