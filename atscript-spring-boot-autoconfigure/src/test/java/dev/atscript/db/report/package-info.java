@NullMarked
package dev.atscript.db.report;

import org.jspecify.annotations.NullMarked;
