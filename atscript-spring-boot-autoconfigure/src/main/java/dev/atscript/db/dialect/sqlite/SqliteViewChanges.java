package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.ViewChanges;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.QualifiedName;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;

/** {@link ViewChanges} of SQLite. */
final class SqliteViewChanges implements ViewChanges {

    @Override
    public ViewsInTheWay viewsInTheWay(Change change) {
        if (change instanceof Change.DropTable || change instanceof Change.DropView) {
            return ViewsInTheWay.OF_THE_RELATION;
        }
        if (change instanceof Change.DropIndex drop && drop.index().kind() == PhysicalIndex.Kind.FULLTEXT) {
            return ViewsInTheWay.OF_THE_INDEX;
        }
        return change instanceof Change.DropColumn ? ViewsInTheWay.OF_THE_COLUMN : ViewsInTheWay.NONE;
    }

    @Override
    public Map<QualifiedName, String> viewDefinitions(JdbcOperations jdbc, Set<QualifiedName> views) {
        return SqliteViewCatalogue.definitions(jdbc, views);
    }

    /** It keeps the text as it got it. */
    @Override
    public String viewSpelling(PhysicalSchema live) {
        return "";
    }

    @Override
    public boolean keepsDependencies() {
        return false;
    }

    @Override
    public boolean replacesViews() {
        return false;
    }

    @Override
    public boolean renamesViews() {
        return false;
    }
}
