/** Answers how a database is brought in line with a model: differences, plan, lock, control table, run. */
@NullMarked
package dev.atscript.db.sync;

import org.jspecify.annotations.NullMarked;
