package dev.atscript.db.dialect;

import dev.atscript.db.model.SyncMethod;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.Location;
import dev.atscript.lang.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a database should hold for a model.
 *
 * @param tables in order of declaration
 * @param views in order of declaration
 * @param diagnostics what of the model this database cannot do, or does in another way
 */
public record DesiredSchema(List<Table> tables, List<View> views, List<Diagnostic> diagnostics) {
    public DesiredSchema {
        tables = List.copyOf(tables);
        views = List.copyOf(views);
        diagnostics = List.copyOf(diagnostics);
    }

    /** Whether the model cannot be brought to this database. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }

    /**
     * A table, with what the model says about the way to it.
     *
     * @param physical the table as it should be
     * @param renamedFrom previous names, newest first
     * @param columnsRenamedFrom previous names of columns, newest first, by their name now; only columns that have some
     * @param syncMethod how a change that needs a new table is made; null where the model does not say
     * @param notes what the database does in another way than the model may make one think
     * @param location the declaration
     */
    public record Table(
            PhysicalTable physical,
            List<QualifiedName> renamedFrom,
            Map<String, List<String>> columnsRenamedFrom,
            @Nullable SyncMethod syncMethod,
            List<String> notes,
            Location location) {
        public Table {
            renamedFrom = List.copyOf(renamedFrom);
            columnsRenamedFrom = Map.copyOf(columnsRenamedFrom);
            notes = List.copyOf(notes);
        }

        /** The table's name. */
        public QualifiedName name() {
            return physical.name();
        }

        /** The same with another physical table. */
        public Table withPhysical(PhysicalTable other) {
            return new Table(other, renamedFrom, columnsRenamedFrom, syncMethod, notes, location);
        }
    }

    /**
     * A view, with what the model says about the way to it.
     *
     * @param physical the view as it should be; of an external one only the name and the columns count
     * @param external whether it is somebody else's, and only looked at
     * @param renamedFrom previous names, newest first
     * @param notes what the database does in another way than the model may make one think
     * @param trial a query that the database refuses where it would refuse the view, also before there is what the view
     *     reads; null where it refuses none
     * @param location the declaration
     */
    public record View(
            PhysicalView physical,
            boolean external,
            List<QualifiedName> renamedFrom,
            List<String> notes,
            @Nullable String trial,
            Location location) {
        public View {
            renamedFrom = List.copyOf(renamedFrom);
            notes = List.copyOf(notes);
        }

        /** The view's name. */
        public QualifiedName name() {
            return physical.name();
        }

        /** The same with another physical view and other previous names. */
        public View with(PhysicalView other, List<QualifiedName> others) {
            return new View(other, external, others, notes, trial, location);
        }
    }
}
