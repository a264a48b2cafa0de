/** Databases for tests, and what was sent to them. */
@NullMarked
package dev.atscript.testing;

import org.jspecify.annotations.NullMarked;
