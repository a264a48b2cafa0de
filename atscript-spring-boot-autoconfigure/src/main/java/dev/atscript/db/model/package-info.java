/** Answers what data a set of declarations describes: a schema that names no kind of database. */
@NullMarked
package dev.atscript.db.model;

import org.jspecify.annotations.NullMarked;
