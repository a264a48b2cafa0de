@NullMarked
package dev.atscript.boot;

import org.jspecify.annotations.NullMarked;
