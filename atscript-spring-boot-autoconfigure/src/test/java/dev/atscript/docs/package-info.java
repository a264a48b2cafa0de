/**
 * What the Markdown files say, tried: their code blocks are compiled, run and compared with what really happens, and their
 * tables with the code. See "Documents" in {@code CONTRIBUTING.md}.
 */
@NullMarked
package dev.atscript.docs;

import org.jspecify.annotations.NullMarked;
