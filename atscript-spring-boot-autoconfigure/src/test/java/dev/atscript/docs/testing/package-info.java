/** The tests of {@code docs/testing.md}, as the users of a shop would write them. */
@NullMarked
package dev.atscript.docs.testing;

import org.jspecify.annotations.NullMarked;
