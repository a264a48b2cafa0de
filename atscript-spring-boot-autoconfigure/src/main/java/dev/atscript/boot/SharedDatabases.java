package dev.atscript.boot;

import dev.atscript.db.sync.DbSpace;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks for spaces that are one database and one owner, as far as their URLs tell. */
final class SharedDatabases {

    private SharedDatabases() {}

    /**
     * Refuses them.
     *
     * @throws SharedDatabaseException if there are any
     */
    static void refuse(List<DbSpace> spaces) {
        for (int i = 0; i < spaces.size(); i++) {
            for (DbSpace other : spaces.subList(i + 1, spaces.size())) {
                DbSpace one = spaces.get(i);
                String url = one.owner().equals(other.owner()) ? sharedUrl(one, other) : null;
                if (url != null) {
                    throw new SharedDatabaseException(one, other, url);
                }
            }
        }
    }

    private static @Nullable String sharedUrl(DbSpace one, DbSpace other) {
        String url = url(one);
        return url.equals(url(other)) && Objects.equals(namespace(one), namespace(other)) ? url : null;
    }

    private static String url(DbSpace space) {
        ConnectionCallback<String> url = connection -> connection.getMetaData().getURL();
        return UnpooledDataSource.withoutSecrets(String.valueOf(jdbc(space).execute(url)));
    }

    /** The one that tables are in without a word of it: there sync keeps its control table. Asked only where URLs are equal. */
    private static @Nullable String namespace(DbSpace space) {
        ConnectionCallback<@Nullable String> namespace = connection -> connection.getSchema();
        return jdbc(space).execute(namespace);
    }

    private static JdbcTemplate jdbc(DbSpace space) {
        return new JdbcTemplate(space.dataSource());
    }
}
