package dev.atscript.lang;

import dev.atscript.lang.Syntax.Name;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what annotate blocks say of one declaration; of several blocks the later one has the higher precedence. */
final class Edits {

    private final Map<String, Edit> byName = new LinkedHashMap<>();
    private final Precedence precedence;
    private final Diagnostics diagnostics;

    Edits(Precedence precedence, Diagnostics diagnostics) {
        this.precedence = precedence;
        this.diagnostics = diagnostics;
    }

    /** The edits of the declaration's own properties, by name. */
    Map<String, Edit> byName() {
        return byName;
    }

    void add(Syntax.AnnotateItem block, Scope scope) {
        Set<Edit> seen = new HashSet<>();
        for (Syntax.Entry entry : block.entries()) {
            Edit edit = at(entry.path());
            if (edit != null) {
                if (!seen.add(edit)) {
                    duplicate(entry.path());
                }
                edit.annotate(Precedence.annotations(entry.marks(), scope));
            }
        }
    }

    private @Nullable Edit at(List<Name> path) {
        if (path.size() > TokenStream.DEEPEST) {
            diagnostics.error(
                    DiagnosticCode.TOO_DEEP,
                    path.get(0).location(),
                    "this path has more than " + TokenStream.DEEPEST + " parts",
                    null);
            return null;
        }
        Map<String, Edit> level = byName;
        Edit edit = null;
        for (Name name : path) {
            edit = level.computeIfAbsent(name.text(), key -> new Edit(name, precedence));
            level = edit.below();
        }
        return edit;
    }

    private void duplicate(List<Name> path) {
        Name last = path.get(path.size() - 1);
        diagnostics.error(
                DiagnosticCode.DUPLICATE_ENTRY,
                last.location(),
                "the property '" + Token.shortened(last.text()) + "' has an entry in this block already",
                "put all its annotations before one entry");
    }
}
