package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Breakage;
import dev.atscript.db.schema.Change;

/** Says that something of somebody's would mean something else. */
final class OtherMeaning {

    static final String READS_IT = "reads it";
    static final String TAKES_ANOTHER = ", and would take something else for it";

    private OtherMeaning() {}

    static Breakage gone(Change change, String column, String object, String why) {
        return new Breakage(
                change,
                "column " + column + " cannot go, as the " + object + ", which sync did not make, " + why
                        + ": change it before, or drop it, and make it again afterwards");
    }

    static Breakage newName(Change change, String column, String what, String why) {
        return new Breakage(
                change, "can have no column " + column + ", as " + what + ", which sync did not make, " + why);
    }

    static Breakage hidden(Change.RenameTable rename, String object) {
        String name = rename.to().name();
        return new Breakage(
                rename,
                "cannot be called " + name + ", as the " + object
                        + ", which sync did not make, has that name for something else, and would take that for the table: give"
                        + " another name to the alias or the query WITH it there");
    }

    /**
     * Why there can be no column of a name.
     *
     * @param isText whether the name is a text in double quotes now
     */
    static String by(String column, boolean isText) {
        return isText
                ? "has a text \"" + column
                        + "\" in double quotes, which would be the column from then on: write it in single quotes there"
                : "means something else by " + column
                        + " now, and would read the column from then on: write the table before the name there, and the columns"
                        + " where it takes or joins by all";
    }
}
