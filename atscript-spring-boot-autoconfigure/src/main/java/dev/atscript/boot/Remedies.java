package dev.atscript.boot;

import dev.atscript.db.dialect.UnsupportedDatabaseException;
import dev.atscript.db.sync.AtscriptSchemaException;
import dev.atscript.db.sync.DefaultNamespaceException;
import dev.atscript.db.sync.EmptySchemaException;
import dev.atscript.db.sync.SyncInterruptedException;
import dev.atscript.db.sync.SyncListenerException;
import dev.atscript.db.sync.SyncLockException;
import dev.atscript.db.sync.SyncPlanChangedException;
import dev.atscript.db.sync.SyncPlanException;
import dev.atscript.db.sync.SyncStateException;
import dev.atscript.db.sync.SyncStatementException;
import dev.atscript.db.sync.SyncSupersededException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DatabaseDriver;

/** The kinds of failure whose message is for people, and what to do about each. */
final class Remedies {

    private static final List<Remedy<?>> ALL = List.of(
            remedy(
                    AtscriptSchemaException.class,
                    "Correct the .as files. 'java -jar <application>.jar db check' compiles them without a database."),
            remedy(
                    SyncPlanException.class,
                    "Fix each error as it says, in the .as files or in the database, and start again."
                            + " 'java -jar <application>.jar db sync --dry-run' shows the whole plan."),
            remedy(
                    SyncPlanChangedException.class,
                    "The database is as it was. Make the plan again, look at it, and run with that one."),
            new Remedy<>(UnconfiguredSpaceException.class, UnconfiguredSpaceException::action),
            new Remedy<>(UnfitDataSourceException.class, UnfitDataSourceException::action),
            new Remedy<>(SharedDatabaseException.class, SharedDatabaseException::action),
            remedy(
                    SyncLockException.class,
                    "Start again when the pod that holds the lock has ended. If that pod is gone, its lease ends by"
                            + " itself and nothing needs to be removed by hand. If its migration takes long, raise"
                            + " atscript.db.wait-timeout."),
            remedy(
                    SyncInterruptedException.class,
                    "The application was told to end while its schema was being synced. Start it again: the next start does"
                            + " what is left."),
            remedy(
                    SyncListenerException.class,
                    "The database is as it was. Remove what the listener objects to, or the listener, and start again."),
            remedy(
                    SyncStatementException.class,
                    "The database is as it was. Remove the cause that the database names, and start again."),
            remedy(
                    SyncSupersededException.class,
                    "Deploy a build that knows the newer schema, or one that the database serves too. To really change the"
                            + " database back, and lose what that loses, run 'java -jar <application>.jar db sync' with this"
                            + " build."),
            remedy(SyncStateException.class, "The database is as it was. Correct the row, and start again."),
            remedy(
                    DefaultNamespaceException.class,
                    "The database is as it was. Give the connection the search_path that it had, by its URL or by its role's"
                            + " settings, or, if this is another application, set atscript.db.owner, and start again."),
            remedy(WrongPropertyException.class, "Correct the property, and start again."),
            remedy(SyncOptionsCustomizerException.class, "Correct the bean, and start again."),
            remedy(
                    EmptySchemaException.class,
                    "Set atscript.db.locations to where the .as files are. To really drop the last tables, run once with"
                            + " atscript.db.force=true."),
            new Remedy<>(MissingLocationsException.class, MissingLocationsException::action),
            new Remedy<>(AmbiguousDataSourceException.class, AmbiguousDataSourceException::action),
            new Remedy<>(UnreachableDatabaseException.class, UnreachableDatabaseException::action),
            new Remedy<>(UnsupportedDatabaseException.class, Remedies::ofUnsupported));

    /** What Boot's test slices put in the place of an application's database. */
    private static final Set<DatabaseDriver> EMBEDDED = Set.of(DatabaseDriver.H2, DatabaseDriver.HSQLDB);

    private Remedies() {}

    private record Remedy<E extends RuntimeException>(Class<E> kind, Function<E, String> action) {

        @Nullable
        String of(Throwable failure) {
            return kind.isInstance(failure) ? action.apply(kind.cast(failure)) : null;
        }
    }

    private static <E extends RuntimeException> Remedy<E> remedy(Class<E> kind, String action) {
        return new Remedy<>(kind, failure -> action);
    }

    private static String ofUnsupported(UnsupportedDatabaseException failure) {
        boolean isEmbedded = EMBEDDED.contains(DatabaseDriver.fromProductName(failure.productName()));
        return "Use one of the supported databases, mark another DataSource with @AtscriptDataSource, or set"
                + " atscript.db.enabled=false."
                + (isEmbedded
                        ? " In a test slice (@JdbcTest, @DataJpaTest), where Boot puts an embedded database in the place of the"
                                + " application's, @AutoConfigureTestDatabase(replace = Replace.NONE) keeps that."
                        : "");
    }

    /** What to do about a failure; null for one of another kind. */
    static @Nullable String of(Throwable failure) {
        for (Remedy<?> remedy : ALL) {
            String action = remedy.of(failure);
            if (action != null) {
                return action;
            }
        }
        return null;
    }
}
