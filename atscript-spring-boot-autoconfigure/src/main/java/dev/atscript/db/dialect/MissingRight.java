package dev.atscript.db.dialect;

import dev.atscript.db.schema.Change;

/**
 * A change that the role that syncs has no right to make.
 *
 * @param change the change
 * @param sentence which right is missing, and the statement that gives it; without the table's name at its beginning
 */
public record MissingRight(Change change, String sentence) {}
