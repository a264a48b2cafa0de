/** What every dialect has to do, as cases in text; see {@code README.md} beside the cases. */
@NullMarked
package dev.atscript.db.contract;

import org.jspecify.annotations.NullMarked;
