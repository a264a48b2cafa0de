package dev.atscript.lang;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The corpus leaves nothing out. */
class CorpusCoverageTest {

    private final Set<Object> found = new HashSet<>();

    @Test
    void soundFilesUseEveryProduction() throws ReflectiveOperationException {
        for (SourceFile file : Corpus.files()) {
            Diagnostics diagnostics = new Diagnostics();
            walk(Parser.parse(file, diagnostics));
            assertThat(diagnostics.hasErrors()).as(file.name()).isFalse();
        }
        assertThat(found)
                .containsAll(cases(Syntax.class))
                .containsAll(cases(Argument.class))
                .containsAll(cases(Query.class))
                .containsAll(cases(Query.Operand.class))
                .contains((Object[]) Query.Operator.values())
                .contains("export", "no export", "copy", "no copy", "parents", "no parents", "pattern", "optional")
                .contains("In negated", "In", "Exists negated", "Exists");
    }

    private static List<Object> cases(Class<?> type) {
        if (!type.isSealed()) {
            return type == Syntax.Broken.class ? List.of() : List.of(type);
        }
        return Stream.of(type.getPermittedSubclasses())
                .flatMap(permitted -> cases(permitted).stream())
                .toList();
    }

    private void walk(Object value) throws ReflectiveOperationException {
        if (value instanceof Collection<?> values) {
            for (Object each : values) {
                walk(each);
            }
        } else if (value instanceof Query.Operator) {
            found.add(value);
        } else if (value instanceof Record) {
            found.add(value.getClass());
            details(value);
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                walk(component.getAccessor().invoke(value));
            }
        }
    }

    private void details(Object value) {
        if (value instanceof Syntax.Item item) {
            found.add(item.exported() ? "export" : "no export");
        }
        if (value instanceof Syntax.AnnotateItem block) {
            found.add(block.copy() == null ? "no copy" : "copy");
        } else if (value instanceof Syntax.InterfaceItem declared) {
            found.add(declared.parents().isEmpty() ? "no parents" : "parents");
        } else if (value instanceof Syntax.Member member) {
            found.add(member.pattern() ? "pattern" : "name");
            found.add(member.optional() ? "optional" : "required");
        } else if (value instanceof Query.In in) {
            found.add(in.negated() ? "In negated" : "In");
        } else if (value instanceof Query.Exists exists) {
            found.add(exists.negated() ? "Exists negated" : "Exists");
        }
    }

    @Test
    void brokenSnippetsHaveEveryDiagnostic() {
        String all = String.join(
                "\n", Corpus.snippets().stream().map(Corpus.Snippet::expected).toList());
        for (DiagnosticCode code : DiagnosticCode.values()) {
            assertThat(all).contains(" " + code.code() + ": ");
        }
    }
}
