package dev.atscript.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.model.DbAnnotations;
import dev.atscript.lang.AnnotationSpec;
import dev.atscript.lang.AnnotationSpec.Kind;
import dev.atscript.lang.AnnotationSpec.Parameter;
import dev.atscript.lang.AnnotationSpec.Target;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/annotations.md} names the annotations that the compiler knows, what they take and where, and no others. */
class AnnotationsDocumentTest {

    private final Page page = Page.of("docs/annotations.md");

    @Test
    void namesEveryAnnotationWithItsArguments() {
        Map<String, String> shown = new TreeMap<>();
        for (Table table : page.tables()) {
            table.rows().forEach(row -> shown.put(row.get(0), row.get(1)));
        }
        Map<String, String> known = new TreeMap<>();
        for (String name : DbAnnotations.CATALOGUE.names()) {
            AnnotationSpec spec = DbAnnotations.CATALOGUE.find(name).orElseThrow();
            known.put("`" + signature(spec) + "`", places(spec));
        }
        assertThat(shown).isEqualTo(known);
    }

    @Test
    void hasAnExampleOfEveryAnnotation() {
        String examples = page.blocks().stream()
                .filter(block -> block.language().equals("as"))
                .map(Block::text)
                .collect(Collectors.joining("\n"));
        assertThat(DbAnnotations.CATALOGUE.names())
                .allMatch(name -> examples.matches("(?s).*@\\Q" + name + "\\E[\\s].*"), "has an example");
    }

    private static String signature(AnnotationSpec spec) {
        String parameters = spec.parameters().stream()
                .map(AnnotationsDocumentTest::parameter)
                .collect(Collectors.joining(", "));
        return "@" + spec.name() + (parameters.isEmpty() ? "" : " " + parameters);
    }

    private static String parameter(Parameter parameter) {
        String name = parameter.kinds().equals(List.of(Kind.TEXT)) ? "'" + parameter.name() + "'" : parameter.name();
        String shown = parameter.choices().isEmpty()
                ? name
                : parameter.choices().stream().map(choice -> "'" + choice + "'").collect(Collectors.joining("|"));
        return parameter.required() ? shown : "[" + shown + "]";
    }

    private static String places(AnnotationSpec spec) {
        return spec.targets().stream()
                .map(target -> target == Target.DECLARATION ? "I" : "F")
                .collect(Collectors.joining(" "));
    }
}
