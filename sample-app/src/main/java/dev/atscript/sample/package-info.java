/** A small application whose tables are declared in {@code .as} files. */
@NullMarked
package dev.atscript.sample;

import org.jspecify.annotations.NullMarked;
