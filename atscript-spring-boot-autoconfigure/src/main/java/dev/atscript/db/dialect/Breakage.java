package dev.atscript.db.dialect;

import dev.atscript.db.schema.Change;

/**
 * What is not ours and would be broken by a change, or mean something else, without a word of the database.
 *
 * @param change the change that does it
 * @param forbids whether the change is not to be made therefore; otherwise it is told
 * @param sentence what would be broken, why, and what to do; without the table's name at its beginning
 */
public record Breakage(Change change, boolean forbids, String sentence) {

    /** One that the change is not to be made for. */
    public Breakage(Change change, String sentence) {
        this(change, true, sentence);
    }
}
