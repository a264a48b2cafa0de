package dev.atscript.db.dialect;

import dev.atscript.db.schema.Change;

/**
 * What is not ours and would be broken by a change, or mean something else, without a word of the database.
 *
 * @param change the change that does it
 * @param sentence what would be broken, why, and what to do; without the table's name at its beginning
 */
public record Breakage(Change change, String sentence) {}
