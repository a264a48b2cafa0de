package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.ViewChanges;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.QualifiedName;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;

/** {@link ViewChanges} of PostgreSQL. */
final class PostgresViewChanges implements ViewChanges {

    @Override
    public ViewsInTheWay viewsInTheWay(Change change) {
        if (change instanceof Change.DropTable || change instanceof Change.DropView) {
            return ViewsInTheWay.OF_THE_RELATION;
        }
        if (change instanceof Change.ChangePrimaryKey key && key.from() != null) {
            return ViewsInTheWay.OF_THE_KEY;
        }
        boolean rewrites = change instanceof Change.AlterColumn alter && PostgresColumnChange.setsType(alter);
        return rewrites || change instanceof Change.DropColumn ? ViewsInTheWay.OF_THE_COLUMN : ViewsInTheWay.NONE;
    }

    @Override
    public Map<QualifiedName, String> viewDefinitions(JdbcOperations jdbc, Set<QualifiedName> views) {
        return PostgresViewCatalogue.definitions(jdbc, views);
    }

    /** The major version: 16 left out the table's name before a column, for example. */
    @Override
    public String viewSpelling(PhysicalSchema live) {
        return String.valueOf(Integer.parseInt(live.serverVersion()) / 10_000);
    }

    @Override
    public boolean keepsDependencies() {
        return true;
    }

    @Override
    public boolean replacesViews() {
        return true;
    }

    @Override
    public boolean renamesViews() {
        return true;
    }
}
