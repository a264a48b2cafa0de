/**
 * Answers how one kind of database says it: maps a model to tables, reads the catalogue, and writes SQL. The only
 * packages with SQL of a kind of database are this one's children, one for each.
 */
@NullMarked
package dev.atscript.db.dialect;

import org.jspecify.annotations.NullMarked;
