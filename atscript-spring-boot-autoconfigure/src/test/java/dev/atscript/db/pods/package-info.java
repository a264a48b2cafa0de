/** Many pods on one database: real processes, some of which are stopped or killed. */
@org.jspecify.annotations.NullMarked
package dev.atscript.db.pods;
