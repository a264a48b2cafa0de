package dev.atscript.lang;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that a file's declarations may use: its own and imported ones. */
final class Scope {

    private final SourceFile file;
    private final Map<String, Symbol> declared = new LinkedHashMap<>();
    private final Map<String, Symbol> imported = new LinkedHashMap<>();
    private final Set<String> poisoned;
    private final boolean readable;

    Scope(Syntax.File file) {
        this.file = file.source();
        this.poisoned = new HashSet<>(file.poisoned());
        this.readable = file.readable();
    }

    SourceFile file() {
        return file;
    }

    Map<String, Symbol> declared() {
        return declared;
    }

    Map<String, Symbol> imported() {
        return imported;
    }

    /** Takes note that a name's own declaration or import was reported: using it is no second problem. */
    void poison(String name) {
        poisoned.add(name);
    }

    boolean isPoisoned(String name) {
        return !readable || poisoned.contains(name);
    }

    @Nullable
    Symbol find(String name) {
        Symbol own = declared.get(name);
        return own != null ? own : imported.get(name);
    }
}
