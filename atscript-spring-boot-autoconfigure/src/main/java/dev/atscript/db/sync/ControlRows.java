package dev.atscript.db.sync;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.schema.QualifiedName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the rows of {@code __atscript_control} are called for one owner, and how their values are written and read.
 *
 * @param owner whose
 */
record ControlRows(String owner) {

    private static final String HASH = "schema_version";
    private static final String TRACKED = "synced_tables";
    private static final String SNAPSHOT = "table_snapshot:";
    private static final String HISTORY = "sync_history";
    private static final String FAILURE = "sync_failure";
    /** The TypeScript tool also lists views that it only looks at. */
    private static final String EXTERNAL_VIEW = "E";

    private static final int HISTORY_LENGTH = 50;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    String hash() {
        return HASH + suffix();
    }

    String tracked() {
        return TRACKED + suffix();
    }

    String history() {
        return HISTORY + suffix();
    }

    String failure() {
        return FAILURE + suffix();
    }

    String snapshot(QualifiedName name) {
        return SNAPSHOT + nameInId(name) + suffix();
    }

    /** What the ids of this owner's rows end with. */
    private String suffix() {
        return owner.equals(DbSpace.DEFAULT_OWNER) ? "" : "@" + owner;
    }

    /** A name in the id of its snapshot's row: bare in the default namespace, else both parts in quotes. */
    private static String nameInId(QualifiedName name) {
        return name.namespace().isEmpty() ? name.name() : Sql.quote(name.namespace()) + "." + Sql.quote(name.name());
    }

    /** Whose row an id is that begins like that. */
    private static String ownerOf(String id, String beginning) {
        return id.length() > beginning.length() ? id.substring(beginning.length() + 1) : DbSpace.DEFAULT_OWNER;
    }

    StoredHash parseHash(String value) {
        return parsed(hash(), value, StoredHash::parse);
    }

    /**
     * What all rows say together, by id.
     *
     * @throws SyncStateException if one says what sync never writes
     */
    ControlState parse(Map<String, String> rows) {
        Reader reader = new Reader();
        rows.forEach(reader::read);
        return reader.state();
    }

    static String tracked(Collection<QualifiedName> names) {
        ArrayNode tracked = JSON.createArrayNode();
        for (QualifiedName name : names) {
            ObjectNode item = tracked.addObject().put("name", name.name());
            if (!name.namespace().isEmpty()) {
                item.put("namespace", name.namespace());
            }
        }
        return tracked.toString();
    }

    static String snapshot(Snapshot snapshot) {
        return JSON.writeValueAsString(snapshot);
    }

    static String failure(SyncState.Failure failure) {
        return JSON.createObjectNode()
                .put("hash", failure.hash())
                .put("at", failure.at().toEpochMilli())
                .put("pod", failure.podId())
                .put("summary", failure.summary())
                .put("message", failure.message())
                .toString();
    }

    static String history(ControlState before, SyncState.Applied newest) {
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
            if (applied.namespace() != null) {
                item.put("namespace", applied.namespace());
            }
        }
        return items.toString();
    }

    /** Parses a row's value. */
    private static <T> T parsed(String id, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (JacksonException | IllegalArgumentException ex) {
            throw new SyncStateException(id, ex);
        }
    }

    /** Collects what single rows say. */
    private final class Reader {

        private Optional<StoredHash> hash = Optional.empty();
        private final Set<QualifiedName> tracked = new HashSet<>();
        private final Map<QualifiedName, String> trackedByOthers = new HashMap<>();
        private final Map<QualifiedName, TableSnapshot> snapshots = new HashMap<>();
        private final Map<QualifiedName, ViewSnapshot> viewSnapshots = new HashMap<>();
        private final List<OtherOwners.Remembered> rememberedByOthers = new ArrayList<>();
        private final List<SyncState.Applied> history = new ArrayList<>();
        private Optional<SyncState.Failure> failure = Optional.empty();

        void read(String id, String value) {
            if (id.equals(hash()) && !value.isEmpty()) {
                hash = Optional.of(parseHash(value));
            } else if (id.equals(tracked())) {
                tracked.addAll(parsed(id, value, ControlRows::parseTracked));
            } else if (id.equals(TRACKED) || id.startsWith(TRACKED + "@")) {
                parsed(id, value, ControlRows::parseTracked)
                        .forEach(name -> trackedByOthers.put(name, ownerOf(id, TRACKED)));
            } else if (id.startsWith(SNAPSHOT)) {
                readSnapshot(id, value, parsed(id, value, JSON::readTree));
            } else if (id.equals(history())) {
                history.addAll(parsed(id, value, ControlRows::parseHistory));
            } else if (id.equals(failure())) {
                failure = Optional.of(parsed(id, value, ControlRows::parseFailure));
            }
        }

        private void readSnapshot(String id, String value, JsonNode json) {
            if (json.has("table")) {
                TableSnapshot snapshot = parsed(id, value, text -> JSON.readValue(text, TableSnapshot.class));
                if (id.equals(snapshot(snapshot.name()))) {
                    snapshots.put(snapshot.name(), snapshot);
                } else {
                    String owner = ownerOf(id, SNAPSHOT + nameInId(snapshot.name()));
                    rememberedByOthers.add(new OtherOwners.Remembered(owner, snapshot));
                }
            } else if (json.has("view")) {
                ViewSnapshot snapshot = parsed(id, value, text -> JSON.readValue(text, ViewSnapshot.class));
                if (id.equals(snapshot(snapshot.view()))) {
                    viewSnapshots.put(snapshot.view(), snapshot);
                }
            }
        }

        ControlState state() {
            return new ControlState(
                    owner,
                    hash,
                    tracked,
                    snapshots,
                    viewSnapshots,
                    new OtherOwners(trackedByOthers, rememberedByOthers),
                    history,
                    failure);
        }
    }

    private static List<QualifiedName> parseTracked(String value) {
        List<QualifiedName> names = new ArrayList<>();
        for (JsonNode item : list(value)) {
            if (item.isString()) {
                names.add(QualifiedName.of(item.stringValue()));
            } else if (!item.path("viewType").asString("").equals(EXTERNAL_VIEW)) {
                if (!item.path("name").isString()) {
                    throw new IllegalArgumentException("it has " + item + ", which has no name");
                }
                names.add(new QualifiedName(
                        item.path("namespace").asString(""), item.path("name").stringValue()));
            }
        }
        return names;
    }

    private static List<SyncState.Applied> parseHistory(String value) {
        List<SyncState.Applied> history = new ArrayList<>();
        for (JsonNode item : list(value)) {
            history.add(new SyncState.Applied(
                    item.path("hash").asString(""),
                    time(item, "at"),
                    item.path("pod").asString(""),
                    item.path("pending").asInt(0),
                    version(item.path("version")),
                    item.path("modified").isNumber() ? time(item, "modified") : null,
                    item.path("namespace").isString() ? item.path("namespace").stringValue() : null));
        }
        return history;
    }

    private static JsonNode list(String value) {
        JsonNode json = JSON.readTree(value);
        if (!json.isArray()) {
            throw new IllegalArgumentException("it is no list");
        }
        return json;
    }

    private static @Nullable String version(JsonNode json) {
        String version = json.isString() ? json.stringValue() : null;
        if (version != null && !SchemaOrder.isVersion(version)) {
            throw new IllegalArgumentException(
                    "the version '" + version + "' is not made of numbers with dots between");
        }
        return version;
    }

    private static SyncState.Failure parseFailure(String value) {
        JsonNode json = JSON.readTree(value);
        return new SyncState.Failure(
                json.path("hash").asString(""),
                time(json, "at"),
                json.path("pod").asString(""),
                json.path("summary").asString(""),
                json.path("message").asString(""));
    }

    private static Instant time(JsonNode json, String name) {
        return Instant.ofEpochMilli(json.path(name).asLong(0));
    }
}
