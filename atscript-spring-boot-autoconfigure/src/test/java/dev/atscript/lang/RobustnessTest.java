package dev.atscript.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RobustnessTest {

    private static final int INPUTS = "full".equals(System.getProperty("campaign")) ? 1_000_000 : 10_000;

    private static final SourceFile USER = new SourceFile("user.as", "export type User = { id: number }");

    private static final String SEED_TEXT = """
            import { User, Status } from './user'
            use 'plugin'
            @db.table 'orders' // comment
            @db.view.joins User, `User.id = userId and (status in ('a', 1) or not x matches /a[/]b/i) && y not exists`
            export interface Order extends Base, Other {
              @meta.id id: number.int; @db.default 5
              userId?: User.id[]
              [*]: string, [/^x/]: { a: 'b' | -1.5e3 | [string, (Base & Other)] }
              self: Order.self['x'] /* block
              comment */
            }
            type Base = { a: string }
            type Other = { b: Base.a }
            annotate Order as Copy { @meta.label "x\\u0041\\n"
              userId, self.x }
            annotate Base { a }
            """;

    @Test
    void survivesWhateverPeopleTypeByMistake() {
        long seed = Long.getLong("seed", System.nanoTime());
        List<String> texts = new ArrayList<>(List.of(SEED_TEXT));
        Corpus.files().forEach(file -> texts.add(file.text()));
        Corpus.snippets().stream()
                .filter(snippet -> !snippet.file().equals("limits.txt"))
                .forEach(snippet -> texts.add(snippet.sources()));
        Mutations mutations = new Mutations(new Random(seed), texts);
        for (int i = 0; i < INPUTS; i++) {
            String text = mutations.next();
            try {
                Compilation compilation = AsCompiler.compile(
                        List.of(new SourceFile("a.as", text), USER), SourceResolver.NONE, Sources.CATALOGUE);
                Dump.of(compilation);
                DiagnosticRenderer.render(compilation.diagnostics(), i % 2 == 0);
                compilation.diagnostics().forEach(SuggestionsTest::assertSuggestsAnother);
            } catch (Throwable problem) {
                fail("seed " + seed + ", input " + i + ":\n" + text, problem);
            }
        }
    }

    @Test
    void reportsDeepNestingInsteadOfOverflowing() {
        for (String opener : List.of("[", "(", "{ a: ", "{ a: [", "{ a: ((", "[{ 'a'?: ")) {
            assertTooDeep("type A = " + opener.repeat(100_000));
        }
        assertTooDeep("type A = " + "(".repeat(100_000) + "string" + ")".repeat(100_000));
        assertTooDeep("type A = " + "{ a: ".repeat(100_000) + "string" + "}".repeat(100_000));
        assertTooDeep("@db.view.filter `" + "(".repeat(100_000) + "`\ntype A = string");
        assertTooDeep("@db.view.filter `" + "not ".repeat(100_000) + "a exists`\ntype A = string");
        assertTooDeep("type A = string" + "[]".repeat(100_000));
    }

    private static void assertTooDeep(String text) {
        assertThat(Sources.compile(text).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(DiagnosticCode.TOO_DEEP.code());
    }

    /** Forwards, each declaration needs the next one; backwards, the one before. */
    @Test
    void followsChainsOfAnyLengthInAnyOrder() {
        for (String format : List.of(
                "@u\ntype A%d = A%d\n",
                "type A%1$d = A%2$d & { x: string }\n",
                "interface A%d extends A%d {}\n",
                "annotate A%2$d as A%1$d {}\n",
                "interface A%d { x: A%d.x }\n")) {
            String end = "interface A10000 { x: string }\n";
            assertThat(codes(declarations(10_000, format) + end)).as(format).isEmpty();
            assertThat(codes(end + backwards(10_000, format))).as(format).isEmpty();
        }
        assertThat(codes("interface X {\n" + declarations(10_000, "a%d: X.a%d\n") + "a10000: string\n}"))
                .isEmpty();
        assertThat(codes("type E = A0.email\n" + declarations(10_000, "type A%d = A%d\n") + "type A10000 = string\n"))
                .isEmpty();
    }

    @Test
    void reportsCirclesOfAnyLengthOnce() {
        assertThat(codes(declarations(10_000, "type A%d = A%d\n") + "type A10000 = A0\n"))
                .containsExactly("AS2301");
        assertThat(codes(declarations(10_000, "interface A%d extends A%d {}\n") + "interface A10000 extends A0 {}\n"))
                .containsExactly("AS2202");
        assertThat(codes("interface X {\n" + declarations(10_000, "a%d: X.a%d\n") + "a10000: X.a0\n}"))
                .containsExactly("AS2301");
    }

    @Test
    void followsTypesWithinTypesAlongChains() {
        String nested = "(".repeat(40) + "A%2$d" + " | 'x') & { p: string }".repeat(40);
        assertThat(codes(declarations(2_000, "type A%1$d = " + nested + "\n") + "type A2000 = string\n"))
                .isEmpty();
    }

    @Test
    void limitsWhatInheritanceAddsUpTo() {
        StringBuilder text = new StringBuilder("interface A0 { p0: string }\n");
        for (int i = 1; i < 20_000; i++) {
            text.append("interface A%d extends A%d { p%d: string }\n".formatted(i, i - 1, i));
        }
        assertThat(codes(text.toString())).contains("AS2303");
    }

    private static String declarations(int count, String format) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(format.formatted(i, i + 1));
        }
        return text.toString();
    }

    private static String backwards(int count, String format) {
        StringBuilder text = new StringBuilder();
        for (int i = count - 1; i >= 0; i--) {
            text.append(format.formatted(i, i + 1));
        }
        return text.toString();
    }

    private static List<String> codes(String text) {
        List<String> codes = new ArrayList<>();
        for (Diagnostic diagnostic : Sources.compile(text).diagnostics()) {
            codes.add(diagnostic.code());
        }
        return codes;
    }

    @Test
    void reportsThousandsOfProblemsAndShowsTheFirst() {
        List<Diagnostic> diagnostics =
                Sources.compile(declarations(20_000, "type A%d = Unknown%d\n")).diagnostics();
        assertThat(diagnostics).hasSize(20_000);
        assertThat(DiagnosticRenderer.render(diagnostics, false))
                .contains("test.as:20000:")
                .endsWith("20000 errors in 1 file");
        assertThat(DiagnosticRenderer.render(diagnostics, false, 100))
                .doesNotContain("test.as:101:")
                .contains("… and 19900 more")
                .endsWith("20000 errors in 1 file");
    }

    /** The worst known inputs for each search ahead; a search that starts over again would take minutes. */
    @Test
    void readsRepetitiveTextInOnePass() {
        for (String unit : List.of(
                "`", "'", "\"", "/ ", "[/", "`'", "`/", "`'\\", "'\\", "@", "/*", "`\n", "`a\n@", "<", "‘", "\\")) {
            assertThat(Sources.compile(unit.repeat(200_000)).diagnostics()).isNotEmpty();
        }
        for (String unit : List.of("/`/\n", "'`'\n", "/`/'\\\n", "'\\\n`'\n")) {
            assertThat(Sources.compile("@ui.q `\n" + unit.repeat(50_000) + "@x").diagnostics())
                    .isNotEmpty();
        }
    }

    /** To compare each with each would take minutes. */
    @Test
    void suggestsNoMoreThanTimeAllows() {
        assertThat(codes(declarations(100_000, "type Abcd%d = Bcde%d\n"))).hasSize(100_000);
    }

    @Test
    void makesTokensInProportionToTheText() {
        Diagnostics diagnostics = new Diagnostics();
        int once = Lexer.tokens(new SourceFile("a.as", SEED_TEXT.repeat(100)), diagnostics)
                .size();
        int twice = Lexer.tokens(new SourceFile("a.as", SEED_TEXT.repeat(200)), diagnostics)
                .size();
        assertThat(twice - 1).isEqualTo(2 * (once - 1));
    }

    @Test
    void keepsEveryCharacterInTokensOrBetweenThem() {
        List<Token> tokens = Lexer.tokens(new SourceFile("a.as", SEED_TEXT), new Diagnostics());
        int end = 0;
        for (Token token : tokens) {
            assertThat(SEED_TEXT.substring(end, token.start())).isBlank();
            end = Math.max(end, token.end());
        }
        assertThat(tokens)
                .filteredOn(token -> token.kind() == Token.Kind.COMMENT)
                .hasSize(2);
        assertThat(end).isEqualTo(SEED_TEXT.length());
    }
}
