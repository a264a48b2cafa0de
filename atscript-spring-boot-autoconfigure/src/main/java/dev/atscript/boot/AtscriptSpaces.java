package dev.atscript.boot;

import dev.atscript.boot.AtscriptProperties.Space;
import dev.atscript.db.model.DbTable;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.db.sync.SchemaSyncListener;
import dev.atscript.db.sync.SyncOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.StringUtils;

/**
 * The spaces of the application: the databases that its tables belong to by {@code @db.space}, each with its sync. Mostly
 * there is one, {@code default}.
 */
public final class AtscriptSpaces {

    private final DataSources dataSources;
    private final SpaceSettings settings;
    private final SyncOptions options;
    private final OptionsCustomizers customizers;
    private final String owner;
    private final ApplicationBeans beans;
    private final ObjectProvider<SchemaSyncListener> listeners;
    private final Map<String, DbSpace> spaces = new ConcurrentHashMap<>();
    private final Map<String, SchemaSync> syncs = new ConcurrentHashMap<>();

    /**
     * Creates the spaces; asks no database.
     *
     * @param options of the runs, where a space says nothing else
     * @param customizers of these options
     * @param owner of the tables, where a space says nothing else
     */
    AtscriptSpaces(
            DataSources dataSources,
            SpaceSettings settings,
            SyncOptions options,
            OptionsCustomizers customizers,
            String owner,
            ListableBeanFactory beans,
            ObjectProvider<SchemaSyncListener> listeners) {
        this.dataSources = dataSources;
        this.settings = settings;
        this.options = options;
        this.customizers = customizers;
        this.owner = owner;
        this.beans = new ApplicationBeans(beans);
        this.listeners = listeners;
    }

    /**
     * The names of the spaces, in the order in which they are synced: {@code default} first, then by name. The default space
     * is among them where it has a table or view or is configured, or where there is no other.
     *
     * @throws RuntimeException if nothing says which database one of them is
     */
    public List<String> names() {
        Map<String, SchemaSync> ownSyncs = ownSyncs();
        Map<String, DbSpace> ownSpaces = ownSpaces();
        Set<String> own = new TreeSet<>(ownSyncs.keySet());
        own.addAll(ownSpaces.keySet());
        List<String> names = dataSources.spaces(own);
        for (String name : names) {
            if (!own.contains(name) && !dataSources.has(name)) {
                throw new UnconfiguredSpaceException(name, settings.model().inSpace(name), dataSources.names());
            }
        }
        return names;
    }

    /**
     * The sync of a space: the application's own bean where it has one for that space, else one of the space's database,
     * which is asked what it is at the first call, with the space's {@link #options(String)} for runs that are given none. Both
     * tell the beans of type {@link SchemaSyncListener} of their runs.
     *
     * @param name one of {@link #names()}
     * @throws RuntimeException if the database cannot be reached, is not supported, or cannot be determined
     */
    public SchemaSync sync(String name) {
        SchemaSync own = ownSyncs().get(name);
        return own == null ? madeHere(name) : withListeners(own);
    }

    /** The sync of a space that the application has none for. */
    private SchemaSync madeHere(String name) {
        SchemaSync known = syncs.get(name);
        if (known != null) {
            return known;
        }
        SchemaSync made = withListeners(new SchemaSync(space(name)).withOptions(options(name)));
        SchemaSync other = syncs.putIfAbsent(name, made);
        return other == null ? made : other;
    }

    private SchemaSync withListeners(SchemaSync sync) {
        return listeners.orderedStream().reduce(sync, SchemaSync::withListener, (one, other) -> other);
    }

    /** The sync of the default space or, where there is none, of the first. */
    SchemaSync firstSync() {
        return madeHere(first());
    }

    /** The default space or, where there is none, the first. */
    DbSpace firstSpace() {
        return space(first());
    }

    private String first() {
        return dataSources.spaces(ownSpaces().keySet()).get(0);
    }

    private DbSpace space(String name) {
        DbSpace own = ownSpaces().get(name);
        if (own != null) {
            return own;
        }
        DbSpace known = spaces.get(name);
        if (known != null) {
            return known;
        }
        Space said = settings.of(name);
        DbSpace made = SpaceDatabase.of(name, dataSources.choose(name))
                .withOwner(StringUtils.hasText(said.owner()) ? said.owner() : owner);
        DbSpace other = spaces.putIfAbsent(name, made);
        return other == null ? made : other;
    }

    /**
     * The options of a space's run at start-up, also with a {@link SchemaSync} of the application's own: the properties' and
     * the customizers', except for what {@code atscript.db.spaces} says of the space. They are also safe if those of
     * such a sync are.
     *
     * @param name one of {@link #names()}
     */
    public SyncOptions options(String name) {
        SyncOptions configured = configured(name);
        return configured.safe() || !isSafe(ownSync(name))
                ? configured
                : configured.toBuilder().safe(true).build();
    }

    private SyncOptions configured(String name) {
        return settings.of(name).over(options);
    }

    private static boolean isSafe(@Nullable SchemaSync sync) {
        return sync != null && sync.options().safe();
    }

    /** Null also while it is being made, which may be with the options of the start. */
    private @Nullable SchemaSync ownSync(String name) {
        return beans.finished(SchemaSync.class, AtscriptSpaces::nameOf).get(name);
    }

    /** What has runs in a space leave out what loses data, where they do. */
    String safeBy(String name) {
        if (!configured(name).safe()) {
            return "safe by the application's SchemaSync";
        }
        if (settings.of(name).safe() == null) {
            return customizers.safeBy();
        }
        boolean isDefault = name.equals(DbTable.DEFAULT_SPACE);
        return (isDefault ? AtscriptProperties.SPACES + "." + name : AtscriptProperties.prefix(name)) + ".safe=true";
    }

    private Map<String, DbSpace> ownSpaces() {
        return beans.all(DbSpace.class, DbSpace::name);
    }

    private Map<String, SchemaSync> ownSyncs() {
        return beans.all(SchemaSync.class, AtscriptSpaces::nameOf);
    }

    private static String nameOf(SchemaSync sync) {
        return sync.space().name();
    }
}
