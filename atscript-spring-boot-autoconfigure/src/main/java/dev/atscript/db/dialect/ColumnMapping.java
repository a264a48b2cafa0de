package dev.atscript.db.dialect;

import dev.atscript.db.model.DbColumn;
import dev.atscript.db.model.DbIndex;
import dev.atscript.db.model.DbTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a kind of database holds the columns of a model, all in its canonical spelling. */
public interface ColumnMapping {

    /** The type. */
    String type(DbColumn column);

    /** The collation; empty for the database's default. */
    String collation(DbColumn column, DbTable table);

    /**
     * The default as an SQL expression.
     *
     * @param type what {@link #type} says, or the type of the column that a foreign key points to
     * @return null where there is none, or the database numbers the column
     */
    @Nullable
    String defaultValue(DbColumn column, String type);

    /**
     * A literal for rows that have no value where they are asked to have one.
     *
     * @param type what {@link #type} says, or the type of the column that a foreign key points to
     * @return null where the type has none that the model's values have as well
     */
    @Nullable
    String zeroValue(DbColumn column, String type);

    /** The name of an index. */
    String indexName(DbIndex index, String table);

    /** The name of a foreign key, which ends with {@link dev.atscript.db.schema.PhysicalForeignKey#MANAGED_SUFFIX}. */
    String foreignKeyName(String table, List<String> columns);

    /** The weight of a full-text column; empty where the database knows none. */
    String weight(DbIndex.Part part);
}
