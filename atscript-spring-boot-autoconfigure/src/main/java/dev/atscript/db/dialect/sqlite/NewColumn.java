package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Breakage;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import java.util.List;
import java.util.Locale;

/**
 * A name that a table has a column of, and had not.
 *
 * @param change the change that brings it
 * @param name the name
 * @param renamed whether the column had another one
 */
record NewColumn(Change change, String name, boolean renamed) {

    static List<NewColumn> of(Change change) {
        if (change instanceof Change.AddColumn add) {
            return List.of(new NewColumn(change, add.column().name(), false));
        } else if (change instanceof Change.RenameColumn rename) {
            return List.of(new NewColumn(change, rename.to(), true));
        } else if (change instanceof Change.RecreateTable recreation) {
            return recreation.to().columns().stream()
                    .map(PhysicalColumn::name)
                    .filter(name -> recreation.from().column(name) == null)
                    .map(name -> new NewColumn(change, name, false))
                    .toList();
        }
        return List.of();
    }

    boolean isNamedIn(String sql) {
        return sql.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    Breakage breakage(String object, String why) {
        String what = object.equals("table " + change.table().name()) ? "a constraint of it" : "the " + object;
        return new Breakage(
                change, "can have no column " + name + ", as " + what + ", which sync did not make, " + why);
    }
}
