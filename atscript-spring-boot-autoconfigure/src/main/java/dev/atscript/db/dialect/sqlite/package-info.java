/** Answers how SQLite says it. */
@NullMarked
package dev.atscript.db.dialect.sqlite;

import org.jspecify.annotations.NullMarked;
