package dev.atscript.docs;

import dev.atscript.boot.Applications;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SyncOptions;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * What happens on a page from its beginning to its end: models, one after the other, and statements by hand between them,
 * on a database of each kind. A database takes the steps when it is asked for; the last model waits until it is looked at.
 */
final class Story implements AutoCloseable {

    /** As if a build had put them on the class path, so that diagnostics call files by their names there. */
    private static final String CLASSES = "target/classes";

    private final List<Step> steps = new ArrayList<>();
    private final Map<DatabaseKind, Place> places = new EnumMap<>(DatabaseKind.class);
    private final Path folder;

    /** Something that is done to a database. */
    private sealed interface Step {}

    private record Model(Path folder, Map<String, String> files) implements Step {}

    private record ByHand(Set<DatabaseKind> kinds, String sql) implements Step {}

    /** A database, and how many of the steps it has taken. */
    private static final class Place {
        private final TestDatabase database;
        private int taken;

        Place(TestDatabase database) {
            this.database = database;
        }
    }

    Story() {
        try {
            folder = Files.createTempDirectory("atscript-story-");
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The files of the model there is, by name. */
    Map<String, String> files() {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i) instanceof Model model) {
                return new TreeMap<>(model.files());
            }
        }
        return new TreeMap<>();
    }

    /** From now on the model consists of these files. */
    void model(Map<String, String> files) {
        Path root = folder.resolve("model" + steps.size());
        files.forEach((name, text) -> write(root.resolve(CLASSES).resolve(name), text));
        steps.add(new Model(root, files));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The last model was only to be shown. */
    void forgetModel() {
        steps.remove(steps.size() - 1);
    }

    void byHand(Set<DatabaseKind> kinds, String sql) {
        steps.add(new ByHand(kinds, sql));
    }

    /** Where the files of the model are. */
    String location() {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i) instanceof Model model) {
                return "file:" + model.folder().resolve(CLASSES) + "/**/*.as";
            }
        }
        throw new IllegalStateException("there is no model yet");
    }

    AtscriptSchema schema() {
        return AtscriptSchema.load(location());
    }

    /** The database, after all steps but the last one where that is a model. */
    TestDatabase before(DatabaseKind kind) {
        int last = steps.size() - 1;
        return take(kind, last >= 0 && steps.get(last) instanceof Model ? last : last + 1);
    }

    /** The database after all steps. */
    TestDatabase after(DatabaseKind kind) {
        return take(kind, steps.size());
    }

    /** Somebody else has done all that was left to do. */
    void wasDone(DatabaseKind kind) {
        place(kind).taken = steps.size();
    }

    private TestDatabase take(DatabaseKind kind, int number) {
        Place place = place(kind);
        for (; place.taken < number; place.taken++) {
            Step step = steps.get(place.taken);
            if (step instanceof ByHand hand && hand.kinds().contains(kind)) {
                execute(kind, place.database, hand.sql());
            } else if (step instanceof Model model) {
                sync(place.database)
                        .run(AtscriptSchema.load("file:" + model.folder() + "/**/*.as"), options(List.of()));
            }
        }
        return place.database;
    }

    private Place place(DatabaseKind kind) {
        return places.computeIfAbsent(kind, k -> new Place(k.create()));
    }

    /** PostgreSQL's driver takes several statements at once, and knows where each ends; SQLite's takes the first only. */
    private static void execute(DatabaseKind kind, TestDatabase database, String sql) {
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        if (kind == DatabaseKind.POSTGRES) {
            jdbc.execute(sql);
            return;
        }
        for (String statement : sql.split(";\\s*(?:\\n|$)")) {
            if (!statement.isBlank()) {
                jdbc.execute(statement);
            }
        }
    }

    /** What a sync to the model would do. */
    SyncPlan plan(DatabaseKind kind, List<String> properties) {
        return sync(before(kind)).plan(schema(), options(properties));
    }

    /** Syncs to the model. */
    void run(DatabaseKind kind, List<String> properties) {
        sync(before(kind)).run(schema(), options(properties));
        wasDone(kind);
    }

    private static SchemaSync sync(TestDatabase database) {
        return new SchemaSync(DbSpace.of(database.dataSource()));
    }

    private static SyncOptions options(List<String> properties) {
        return Applications.options(properties).toBuilder()
                .onSuperseded(SyncOptions.OnSuperseded.SYNC)
                .build();
    }

    @Override
    public void close() {
        places.values().forEach(place -> place.database.close());
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
