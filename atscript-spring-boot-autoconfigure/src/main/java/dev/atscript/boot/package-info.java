/** Answers how all this becomes part of a Spring Boot application: at start-up, as an endpoint, as a command. */
@NullMarked
package dev.atscript.boot;

import org.jspecify.annotations.NullMarked;
