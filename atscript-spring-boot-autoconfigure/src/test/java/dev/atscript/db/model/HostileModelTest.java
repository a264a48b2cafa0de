package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.lang.AnnotationSpec;
import dev.atscript.lang.AnnotationSpec.Parameter;
import dev.atscript.lang.AnnotationSpec.Target;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** No model, however senseless or large, causes an exception or takes long. */
class HostileModelTest {

    private static final List<String> TYPES = List.of(
            "string",
            "number",
            "number.int.int8",
            "decimal",
            "boolean",
            "'a' | 'b'",
            "1 | 2.5",
            "string | null",
            "null",
            "never",
            "phantom",
            "string[]",
            "[string, number]",
            "db.vector",
            "db.geoPoint",
            "{ x: string }",
            "{ }",
            "{ [*]: string }",
            "A",
            "B[]",
            "A | B",
            "{ p: string } & { q?: A }",
            "A.a",
            "B.b",
            "C.c",
            "A.a | undefined",
            "T",
            "T | string",
            "string & phantom",
            "A.a.x",
            "undefined | void");

    private static final List<String> TEXTS = List.of(
            "'a'",
            "''",
            "'asc'",
            "'desc'",
            "'cascade'",
            "'setNull'",
            "'nocase'",
            "'drop'",
            "'x-y'",
            "'1e9'",
            "'null'",
            "'[]'",
            "'merge'",
            "'auto'",
            "'cosine'",
            "'left'",
            "'a.x'",
            "'*'");

    private final Random random = new Random(7);
    private final List<AnnotationSpec> specs = DbAnnotations.CATALOGUE.names().stream()
            .map(name -> DbAnnotations.CATALOGUE.find(name).orElseThrow())
            .toList();

    @Test
    void senselessCombinationsAreDiagnosedNotThrown() {
        int clean = 0;
        for (int i = 0; i < 4000; i++) {
            String model = model();
            try {
                clean += Model.of(model).result().hasErrors() ? 0 : 1;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("Failed on\n" + model, e);
            }
        }
        assertThat(clean).isPositive();
    }

    private String model() {
        StringBuilder text = new StringBuilder();
        text.append("type T = ").append(pick(TYPES)).append('\n');
        for (String name : List.of("A", "B", "C")) {
            text.append(random.nextInt(4) == 0 ? "" : random.nextInt(4) == 0 ? "@db.view\n" : "@db.table\n");
            annotations(Target.DECLARATION, text);
            text.append("interface ").append(name).append(" {\n");
            for (String field : List.of("a", "b", "c")) {
                annotations(Target.PROPERTY, text);
                text.append(field)
                        .append(random.nextInt(3) == 0 ? "?: " : ": ")
                        .append(pick(TYPES))
                        .append('\n');
            }
            text.append("}\n");
        }
        return text.toString();
    }

    private void annotations(Target target, StringBuilder text) {
        for (int i = random.nextInt(3); i > 0; i--) {
            AnnotationSpec spec = pick(specs);
            if (spec.targets().contains(target)) {
                text.append('@').append(spec.name());
                String separator = " ";
                for (Parameter parameter : spec.parameters()) {
                    if (parameter.required() || random.nextBoolean()) {
                        text.append(separator).append(argument(parameter));
                        separator = ", ";
                    }
                }
                text.append('\n');
            }
        }
    }

    private String argument(Parameter parameter) {
        if (!parameter.choices().isEmpty()) {
            return "'" + pick(parameter.choices()) + "'";
        }
        return switch (parameter.kinds().get(random.nextInt(parameter.kinds().size()))) {
            case TEXT -> pick(TEXTS);
            case NUMBER -> pick(List.of("0", "1", "-1", "2.5", "1e30", "99999999999999999999"));
            case BOOL -> "true";
            case NULL -> "null";
            case NAME -> pick(List.of("A", "B", "C", "T"));
            case CONDITION ->
                pick(List.of("`a = 1`", "`A.a = B.b`", "`x.y exists`", "`not (a in (1) or c matches /x/)`"));
        };
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @Test
    void thousandsOfTablesTakeSeconds() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            int other = (i + 1) % 3000;
            text.append("""
                    @db.table
                    interface T%d {
                        @meta.id
                        id: number
                        @db.index.plain
                        name: string
                        place: { city: string, zip?: string }
                        @db.rel.FK
                        nextId?: T%d.id
                        @db.rel.to
                        next?: T%d
                    }
                    """.formatted(i, other, other));
        }
        DbModel.Result result = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> Model.of(text.toString()).result());
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.schema().tables()).hasSize(3000);
    }

    @Test
    void longChainsOfTypesAndKeysAreFollowedWithoutRecursion() {
        StringBuilder text = new StringBuilder("type A0 = 'start'\n");
        for (int i = 0; i < 2000; i++) {
            text.append("type A%d = A%d | 'v%d'\n".formatted(i + 1, i, i));
        }
        text.append("@db.table\ninterface Last { @meta.id id: string, x: A2000 }\n");
        for (int i = 0; i < 2000; i++) {
            String target = i == 0 ? "Last.id" : "K" + (i - 1) + ".id";
            text.append("@db.table\ninterface K%d {\n@meta.id\n@db.rel.FK\nid: %s\n}\n".formatted(i, target));
        }
        Model model = Model.of(text.toString());
        assertThat(model.problems()).isEmpty();
    }

    /** What takes the square of a text's length would take minutes. */
    @Test
    void longTextsAreReadInOnePass() {
        for (String annotation : List.of(
                "@db.pg.collate '" + "a.".repeat(1_000_000) + "a'",
                "@db.pg.type '" + "a ".repeat(1_000_000) + "'",
                "@db.default '" + "9".repeat(5_000_000) + "'",
                "@db.default '[" + "9".repeat(5_000_000) + "]'")) {
            assertThat(Model.of("@db.table\ninterface T { " + annotation + "\nf: number.int\n" + "g: number[] }")
                            .codes())
                    .hasSizeLessThan(2);
        }
    }

    @Test
    void longChainsForwardsAreFollowedWithoutRecursion() {
        StringBuilder text = new StringBuilder("@db.table\ninterface First { @meta.id id: A0, x: A0, y: B0.y }\n");
        for (int i = 0; i < 10_000; i++) {
            text.append("type A%d = A%d\n".formatted(i, i + 1));
            text.append("interface B%d { y: B%d.y }\n".formatted(i, i + 1));
        }
        text.append("type A10000 = 'end'\ninterface B10000 { y: A0 }\n");
        assertThat(Model.of(text.toString()).columns()).isEqualTo("""
                id text
                x text
                y text""");
    }
}
