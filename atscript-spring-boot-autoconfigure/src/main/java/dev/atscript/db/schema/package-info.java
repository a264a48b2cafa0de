/** Answers what a database holds, and what may change in it. The same records serve what is there and what should be. */
@NullMarked
package dev.atscript.db.schema;

import org.jspecify.annotations.NullMarked;
