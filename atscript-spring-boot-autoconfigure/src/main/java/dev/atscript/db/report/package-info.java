/** Answers how plans, results and states are shown: as text for people, as JSON for programs. */
@NullMarked
package dev.atscript.db.report;

import org.jspecify.annotations.NullMarked;
