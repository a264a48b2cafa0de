package dev.atscript.db.model;

import dev.atscript.lang.Compilation;
import dev.atscript.lang.Declaration;
import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the tables and views that declarations describe, by {@link DbAnnotations}, and checks that they make sense. */
public final class DbModel {

    private DbModel() {}

    /**
     * What a compilation describes, and all that is wrong with it.
     *
     * @param schema the tables and views of sound declarations; not to be used where {@link #hasErrors()}
     * @param diagnostics those of the compilation and those of its tables and views, sorted by position
     */
    public record Result(DbSchema schema, List<Diagnostic> diagnostics) {
        public Result {
            diagnostics = List.copyOf(diagnostics);
        }

        /** Whether the schema must not be used. */
        public boolean hasErrors() {
            return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
        }
    }

    /**
     * Reads the tables and views of a compilation. Never fails: everything wrong is in the result. Declarations that an
     * error of the compilation touches are left out: what more might be wrong with them cannot be told.
     *
     * @param compilation made with {@link DbAnnotations#CATALOGUE}
     */
    public static Result compile(Compilation compilation) {
        Problems problems = new Problems();
        List<Declaration> sound =
                compilation.declarations().stream().filter(Declaration::isSound).toList();
        DbSchema schema = schema(sound, problems);
        return new Result(schema, sorted(compilation.diagnostics(), problems.all()));
    }

    private static List<Diagnostic> sorted(List<Diagnostic> found, List<Diagnostic> added) {
        Set<Diagnostic> all = new LinkedHashSet<>(found);
        all.addAll(added);
        return all.stream().sorted(Diagnostic.BY_POSITION).toList();
    }

    private static DbSchema schema(List<Declaration> declarations, Problems problems) {
        Structures structures = new Structures();
        Heads.Registry registry = new Heads.Registry(problems);
        Map<Declaration, Entity> entities = new LinkedHashMap<>();
        for (Declaration declaration : declarations) {
            Heads.check(declaration, problems);
            if (Heads.isTable(declaration)) {
                Entity.Head head = Heads.of(declaration, "db.table", problems);
                registry.add(declaration, head, false);
                entities.put(declaration, Flattener.flatten(declaration, head, structures, problems));
            }
        }
        References references = new References(entities);
        Navigations navigations = new Navigations(entities.values(), references, problems);
        List<DbTable> tables = new ArrayList<>();
        for (Entity entity : entities.values()) {
            tables.add(Tables.build(entity, references, problems));
            navigations.check(entity);
        }
        return new DbSchema(tables, views(declarations, entities, references, structures, registry, problems));
    }

    private static List<DbView> views(
            List<Declaration> declarations,
            Map<Declaration, Entity> entities,
            References references,
            Structures structures,
            Heads.Registry registry,
            Problems problems) {
        List<String> tableNames =
                entities.keySet().stream().map(Declaration::name).toList();
        Views builder = new Views(tableNames, references, structures, problems);
        List<DbView> views = new ArrayList<>();
        for (Declaration declaration : declarations) {
            if (Heads.isView(declaration) && !Heads.isTable(declaration)) {
                Entity.Head head = Heads.of(declaration, "db.view", problems);
                registry.add(declaration, head, !Marks.has(declaration.annotations(), "db.view.for"));
                DbView view = builder.build(declaration, head);
                if (view != null) {
                    views.add(view);
                }
            }
        }
        return views;
    }
}
