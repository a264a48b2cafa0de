package dev.atscript.lang;

import dev.atscript.lang.AnnotationSpec.Kind;
import dev.atscript.lang.AnnotationSpec.Parameter;
import dev.atscript.lang.AnnotationSpec.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Source texts for tests: several files in one text, each behind a line such as {@code === user.as}. */
public final class Sources {

    static final AnnotationCatalogue CATALOGUE = catalogue();

    private Sources() {}

    static Compilation compile(String sources) {
        return AsCompiler.compile(files(sources), SourceResolver.NONE, CATALOGUE);
    }

    static Compilation compile(String sources, Map<String, String> others) {
        return AsCompiler.compile(
                files(sources),
                (path, importer) -> Optional.ofNullable(others.get(path)).map(text -> new SourceFile(path, text)),
                CATALOGUE);
    }

    /** The files of a text; {@code <byte>} in it stands for a byte that is no UTF-8. */
    public static List<SourceFile> files(String text) {
        String sources = text.replace("<byte>", "\uDCFF");
        List<SourceFile> files = new ArrayList<>();
        if (!sources.startsWith("=== ")) {
            return List.of(new SourceFile("test.as", sources));
        }
        for (String part : sources.substring(4).split("\n=== ", -1)) {
            int line = part.indexOf('\n');
            files.add(new SourceFile(part.substring(0, line), part.substring(line + 1)));
        }
        return files;
    }

    private static AnnotationCatalogue catalogue() {
        Parameter name = new Parameter("name", List.of(Kind.TEXT), false, List.of());
        Parameter length = new Parameter("length", List.of(Kind.NUMBER), true, List.of());
        Parameter type = new Parameter("type", List.of(Kind.NAME), true, List.of());
        Parameter condition = new Parameter("condition", List.of(Kind.CONDITION), true, List.of());
        Parameter action = new Parameter("action", List.of(Kind.TEXT), true, List.of("cascade", "restrict", "setNull"));
        Parameter pattern = new Parameter("pattern", List.of(Kind.TEXT), true, List.of());
        Parameter label = new Parameter("label", List.of(Kind.TEXT), true, List.of());
        Parameter value = new Parameter("value", List.of(Kind.TEXT, Kind.NUMBER, Kind.BOOL), true, List.of());
        List<Target> declaration = List.of(Target.DECLARATION);
        List<Target> property = List.of(Target.PROPERTY);
        List<Target> both = List.of(Target.DECLARATION, Target.PROPERTY);
        List<AnnotationSpec> specs = List.of(
                new AnnotationSpec("db.table", declaration, List.of(name), false, false, false, false),
                new AnnotationSpec("db.view.for", declaration, List.of(type), false, false, false, false),
                new AnnotationSpec("db.view.joins", declaration, List.of(type, condition), false, true, true, false),
                new AnnotationSpec("db.view.filter", declaration, List.of(condition), false, false, false, false),
                new AnnotationSpec("db.column", property, List.of(name), false, false, false, false),
                new AnnotationSpec("db.default", property, List.of(value), false, false, false, false),
                new AnnotationSpec("db.index.plain", property, List.of(name, name), false, true, true, false),
                new AnnotationSpec("db.index.unique", property, List.of(name), false, true, true, false),
                new AnnotationSpec("db.rel.FK", property, List.of(name), false, false, false, false),
                new AnnotationSpec("db.rel.onDelete", property, List.of(action), false, false, false, false),
                new AnnotationSpec("db.tags", property, List.of(label), true, false, false, false),
                new AnnotationSpec("expect.maxLength", both, List.of(length), false, false, false, true),
                new AnnotationSpec("expect.pattern", both, List.of(pattern), false, true, true, true),
                new AnnotationSpec("meta.id", property, List.of(), false, false, false, false),
                new AnnotationSpec("meta.label", both, List.of(label), false, false, false, true));
        return new AnnotationCatalogue(specs, Set.of("db", "meta", "expect"));
    }
}
