/** Answers how PostgreSQL says it. */
@NullMarked
package dev.atscript.db.dialect.postgres;

import org.jspecify.annotations.NullMarked;
