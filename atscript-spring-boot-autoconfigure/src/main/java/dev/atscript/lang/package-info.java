/** Answers what a set of {@code .as} files says: from text to resolved declarations. Knows nothing of databases. */
@NullMarked
package dev.atscript.lang;

import org.jspecify.annotations.NullMarked;
