package dev.atscript.boot;

import dev.atscript.db.sync.DbSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.StringUtils;

/** Looks for spaces that are one database and one owner. */
final class SharedDatabases {

    private SharedDatabases() {}

    /**
     * Refuses them.
     *
     * @throws SharedDatabaseException if there are any
     */
    static void refuse(List<DbSpace> spaces) {
        Map<List<String>, DbSpace> seen = new HashMap<>();
        for (DbSpace space : spaces.size() > 1 ? spaces : List.<DbSpace>of()) {
            DbSpace other = seen.putIfAbsent(List.of(space.dialect().name(), place(space), space.owner()), space);
            if (other != null) {
                throw new SharedDatabaseException(other, space, url(space));
            }
        }
    }

    private static String place(DbSpace space) {
        String place = new JdbcTemplate(space.dataSource())
                .queryForObject(space.dialect().sessions().placeQuery(), String.class);
        return StringUtils.hasLength(place) ? place : url(space);
    }

    private static String url(DbSpace space) {
        ConnectionCallback<String> url = connection -> connection.getMetaData().getURL();
        return UnpooledDataSource.withoutSecrets(String.valueOf(new JdbcTemplate(space.dataSource()).execute(url)));
    }
}
