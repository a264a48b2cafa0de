package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.atscript.db.report.DiagnosticJson;
import dev.atscript.lang.AsCompiler;
import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.DiagnosticRenderer;
import dev.atscript.lang.SourceResolver;
import dev.atscript.lang.Sources;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Twice the text takes about twice the work: measured by the memory allocated on the way, which no clock disturbs. */
class GrowthTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final String TABLE = "@db.table\ninterface T { @meta.id\nid: number.int\n";

    @Test
    void ofUnions() {
        assertLinear(4000, n -> TABLE + "u: " + each(n, "'x%d' | ") + "'z'\n}");
        assertLinear(2000, n -> TABLE + "u: " + each(n, "'x%1$d' | %1$d | ") + "1\n}");
    }

    @Test
    void ofIntersections() {
        assertLinear(1000, n -> "type A = " + each(n, "{ a%d: string } & ") + "{ b: string }");
    }

    @Test
    void ofNavigations() {
        assertLinear(
                200,
                n -> "@db.table\ninterface U { @meta.id id: number\n" + each(n, "@db.rel.from 'a%1$d'\nt%1$d: T[]\n")
                        + "}\n" + TABLE
                        + each(n, "@db.rel.FK 'a%1$d'\nf%1$d: U.id\n@db.rel.to 'a%1$d'\ng%1$d?: U\n") + "}");
        assertLinear(
                200, n -> each(n, "@db.table\ninterface T%1$d { @meta.id id: number\n@db.rel.from\nx: T%1$d[]\n}\n"));
    }

    @Test
    void ofAnnotateBlocks() {
        assertLinear(1000, n -> "interface A { f: string }\n" + each(n, "annotate A { @ui.x%d\nf }\n"));
        assertLinear(1000, n -> "interface A { f: string }\n" + each(n, "annotate A { @expect.pattern 'x%d'\nf }\n"));
        assertLinear(1000, n -> "interface A { f: string }\n" + each(n, "@ui.x%d\nannotate A {}\n"));
        assertLinear(1000, n -> "interface A { f: string }\n" + each(n, "annotate A as A%d { @ui.x\nf }\n"));
    }

    @Test
    void ofUnknownNames() {
        assertLinear(1000, n -> TABLE + "}\n" + each(n, """
                @db.view 'v%1$d'
                @db.view.for T
                @db.view.filter `Q%1$d.id = 1`
                interface V%1$d { id: T.id }
                """));
    }

    @Test
    void ofUnknownNamesAmongMany() {
        assertLinear(2000, n -> each(n, "type A%1$d = B%1$d\n"));
        assertLinear(
                2000,
                n -> "interface A {" + each(n, "a%d: string\n") + "}\ninterface B {" + each(n, "a%1$d: A.b%1$d\n")
                        + "}");
        assertLinear(
                500,
                n -> fields(n, "f%d: string\n") + "@db.view\n@db.view.for T\ninterface V {" + each(n, "g%d: string\n")
                        + "}");
        assertLinear(
                500, n -> each(n, "@db.table\ninterface T%1$d { @meta.id id: number\n@db.rel.via T0.id\nx: T0[] }\n"));
        assertLinear(
                500,
                n -> fields(n, "@db.search.vector 3\nf%d: number[]\n")
                        .replace("\n}\n", "\n" + each(n, "@db.search.filter 'q%d'\n") + "x: string }"));
        assertLinear(500, n -> fields(n, "@db.default 'q'\nf%d: U\n") + "type U = " + each(n, "'x%d' | ") + "'z'");
        assertLinear(500, n -> fields(n, "@db.default -1\nf%d: U\n") + "type U = " + each(n, "%d | ") + "9999");
        assertLinear(
                500,
                n -> TABLE + "}\n"
                        + each(
                                n,
                                "@db.table\ninterface U%1$d { @meta.id id: number.int }\n@db.table\ninterface W%1$d { @meta.id id: number.int }\n")
                        + "@db.view\n@db.view.for T\n" + each(n, "@db.view.joins U%1$d, `U%1$d.id = T.id`\n")
                        + "interface V {" + each(n, "v%1$d: W%1$d.id\n") + "}");
    }

    @Test
    void ofNamesThatMessagesRepeat() {
        assertLinear(500, n -> {
            String name = "K".repeat(10 * n);
            return "interface " + name + " extends " + each(n, "A%d,") + "A0 {}\ntype L = " + name + "\n"
                    + each(n, "interface A%d extends L {}\n");
        });
        assertLinear(
                300,
                n -> "@db.table\ninterface U { " + each(n, "@meta.id\nid%d: number\n") + "}\n"
                        + each(n, "@db.table\ninterface T%d { @meta.id id: number\n@db.rel.FK\nf: U.id0 }\n"));
    }

    /** Messages and columns repeat names and paths, and so these have a limit. */
    @Test
    void ofLongNamesHasALimit() {
        IntFunction<String> column = n -> "@db.table\ninterface T { @meta.id id: number\n" + "k".repeat(10 * n) + ": {"
                + each(n, "@db.column.precision 1, 0\na%d: string\n") + "} }";
        assertThat(Model.of(column.apply(100)).codes()).contains("AS4015").doesNotContain("AS1008");
        assertThat(Model.of(column.apply(101)).codes()).containsExactly("AS1008");
        assertLinear(300, column);
        IntFunction<String> path = n -> TABLE + "}\n@db.view\n@db.view.for T\n@db.view.filter `" + "a.".repeat(n)
                + "a in (" + each(n, "/x%d/, ") + "1)`\ninterface V { id: T.id }";
        assertThat(Model.of(path.apply(99)).codes()).contains("AS7011").doesNotContain("AS1104");
        assertThat(Model.of(path.apply(100)).codes()).containsExactly("AS1104");
        assertLinear(300, path);
    }

    @Test
    void ofParentsThatHaveOneProperty() {
        String child = "interface C extends ";
        assertLinear(
                1000, n -> each(n, "interface P%1$d { @ui.x%1$d\np: string }\n") + child + each(n, "P%d,") + "P0 {}");
        assertLinear(1000, n -> each(n, "interface P%1$d { p: 'x%1$d' }\n") + child + each(n, "P%d,") + "P0 {}");
        assertLinear(
                1000, n -> each(n, "interface P%1$d { p: { a%1$d: string } }\n") + child + each(n, "P%d,") + "P0 {}");
    }

    @Test
    void ofCopiesOfOneUnion() {
        assertLinear(1000, n -> each(n, "annotate U as C%d {}\n") + "type U = " + each(n, "'x%d' | ") + "'z'");
        assertLinear(1000, n -> each(n, "annotate U as C%d {}\n") + "type U = [" + each(n, "'x%d', ") + "'z']");
    }

    @Test
    void ofForeignKeysToOneTable() {
        assertLinear(
                300,
                n -> "@db.table\ninterface U { @meta.id\nid: number\n" + each(n, "@db.index.unique 'u%d'\n")
                        + "f: string }\n"
                        + each(n, "@db.table\ninterface T%d { @meta.id id: number\n@db.rel.FK\nf: U.id }\n"));
    }

    @Test
    void ofFiles() {
        assertLinear(1000, n -> files(n, "import { A%2$d } from './f%2$d'\nexport interface A%1$d { a: A%2$d }"));
        assertLinear(1500, n -> files(n, "import { A } from './g%d'"));
        assertLinear(
                1000,
                n -> "=== all.as\n" + each(n, "export type A%d = string\n")
                        + files(n, "import { A%1$d } from './all'\ntype X = A%1$d"));
    }

    /** A line may be as long as its file. */
    @Test
    void ofProblemsInOneLine() {
        assertLinear(
                1000,
                n -> "interface A {" + each(n, "a%1$d: X%1$d;") + "}",
                text -> DiagnosticRenderer.render(diagnostics(text), false));
        assertLinear(
                1000,
                n -> "interface A {" + each(n, "a%1$d: X%1$d;") + "}",
                text -> DiagnosticJson.of(diagnostics(text)));
    }

    @Test
    void ofRepetitions() {
        for (String unit : List.of(
                "interface A {}\n",
                "use 'x'\n",
                "export { A } from './a'\n",
                "import { A, A } from './a'\n",
                "interface A {\n",
                "// x\n",
                "type A = string /* y */;",
                "@ui.x `a = 1 and (b = 2 or c in (1, 2))`\n",
                "interface A { a: string; a: string; [/(a+)+[x]/]: string }",
                "type A = 'x\\n'\n",
                "type A = " + "9".repeat(390) + "\n")) {
            assertLinear(1000, unit::repeat);
        }
    }

    @Test
    void ofReferencesInAnyOrder() {
        assertLinear(2000, n -> each(n, "type A%d = A1%1$d\n") + each(n, "type A1%d = string\n"));
        assertLinear(2000, n -> chain(n, "type A%d = A%d\n") + "type A" + n + " = string");
        assertLinear(2000, n -> chain(n, "interface A%d extends A%d {}\n") + "interface A" + n + " {}");
    }

    /** Many fields, and one long way that the type of each goes: it is walked once. */
    @Test
    void ofFieldsWhoseTypesGoOneLongWay() {
        assertLinear(500, n -> fields(n, "f%d: A0\n") + aliases(n) + "string");
        assertLinear(500, n -> fields(n, "f%d: A0 | null\n") + aliases(n) + "string");
        assertLinear(500, n -> fields(n, "f%d: A0[]\n") + aliases(n) + "number");
        assertLinear(
                500, n -> fields(n, "f%d: A0\n") + chain(n, "type A%d = A%d | null\n") + "type A" + n + " = string");
        assertLinear(500, n -> fields(n, "@db.json\nf%d: A0\n") + aliases(n) + "{ x: string }");
        assertLinear(
                500,
                n -> fields(n, "f%d: A0.x\n") + chain(n, "interface A%d { x: A%d.x }\n") + "interface A" + n
                        + " { x: string }");
        assertLinear(
                500,
                n -> fields(n, "f%d: A0.x\n") + chain(n, "interface A%d extends A%d {}\n") + "interface A" + n
                        + " { x: string }");
        assertLinear(500, n -> fields(n, "f%d: U\n") + "type U = " + each(n, "'x%d' | ") + "'z'");
        assertLinear(500, n -> fields(n, "f%d: U | null\n") + "type U = " + each(n, "'x%d' | ") + "'z'");
        assertLinear(500, n -> fields(n, "@db.json\nf%d: U\n") + "type U = {" + each(n, "x%d: string\n") + "}");
        assertLinear(
                500,
                n -> "interface T { " + each(n, "f%d: A0\n") + "}\nannotate T {\n" + each(n, "@ui.x\nf%d\n") + "}\n"
                        + aliases(n) + "{ x: string }[]");
    }

    @Test
    void ofForeignKeysAndViewsThatGoOneLongWay() {
        String target = "@db.table\ninterface U { @meta.id id: number.int }\n";
        assertLinear(300, n -> target + fields(n, "@db.rel.FK 'a%1$d'\nf%1$d: A0\n") + aliases(n) + "U.id");
        assertLinear(
                300,
                n -> target + fields(n, "@db.rel.FK 'a%1$d'\nf%1$d: A0.id\n@db.rel.to 'a%1$d'\ng%1$d?: A0\n")
                        + aliases(n) + "U");
        assertLinear(
                300,
                n -> fields(n, "f%d: string\n") + "@db.view\n@db.view.for A0\ninterface V { "
                        + each(n, "g%1$d: A0.f%1$d\n") + "}\n" + aliases(n) + "T");
    }

    @Test
    void ofIndexes() {
        assertLinear(400, n -> fields(n, "@db.index.plain 'i'\nf%d: string\n"));
        assertLinear(400, n -> TABLE + each(n, "@db.index.plain 'i%d'\n") + "f: string\n}");
    }

    /** Whether structures contain themselves is found out once for all of them. */
    @Test
    void ofNestedStructures() {
        assertLinear(
                200,
                n -> each(
                                n,
                                "@db.table\ninterface T%1$d { @meta.id id: number\n@db.json\nx: S%1$d }\n"
                                        + "interface S%1$d { b: B }\n")
                        + "interface B { " + each(n, "f%d: { x: string }\n") + "}");
    }

    /** Little text refers to much, which makes columns, checks and copies of it: there is a limit to that. */
    @Test
    void ofWhatLittleTextRefersToHasALimit() {
        assertLimited(
                n -> "interface P {" + each(n, "f%d: string\n") + "}\n"
                        + each(n, "@db.table\ninterface T%d { @meta.id id: number\np: P }\n"),
                "AS4007");
        assertLimited(
                n -> "interface P {" + each(n, "f%d: { @db.ignore\nx: string }\n") + "}\n"
                        + each(n, "@db.table\ninterface T%d { @meta.id id: number\np: P }\n"),
                "AS4007");
        assertLimited(
                n -> "interface P {" + each(n, "f%d: string\n") + "}\n"
                        + each(n, "@db.table\ninterface T%d extends P { @meta.id id: number }\n"),
                "AS2303");
        assertLimited(n -> fields(n, "f%d: U | 'y'\n") + "type U = " + each(n, "'x%d' | ") + "'z'", "AS4007", 1500);
        assertLimited(
                n -> "interface T {" + each(n, "f%d: A0\n") + "}\nannotate T {\n" + each(n, "@ui.x\nf%d.y\n") + "}\n"
                        + aliases(n) + "{ x: string }[]",
                "AS2303");
    }

    private static void assertLimited(IntFunction<String> text, String code) {
        assertLimited(text, code, 500);
    }

    /** Just below the limit the work is in proportion to what the limit allows, and beyond it does not grow. */
    private static void assertLimited(IntFunction<String> text, String code, int beyond) {
        assertThat(Model.of(text.apply(beyond / 3)).problems()).doesNotContain(code);
        String large = text.apply(beyond);
        assertThat(Model.of(large).problems()).contains(code);
        assertThat(allocated(large)).isLessThan(1_000_000_000L);
        assertThat((double) allocated(text.apply(2 * beyond)) / allocated(large))
                .isLessThan(3);
    }

    /** What is merged or copied again and again grows with the square of the text. */
    @Test
    void ofWhatIsCopiedInChainsHasALimit() {
        assertLimited(
                n -> "interface A0 { f: string }\n" + chain(n, "annotate A%d as A%d { @ui.x%1$d\nf }\n"), "AS2303");
        assertLimited(n -> "interface A0 {}\n" + chain(n, "@ui.x%d\nannotate A%1$d as A%d {}\n"), "AS2303");
        assertLimited(
                n -> "type A0 = { p: string }\n" + chain(n, "type A%2$d = A%1$d & { @ui.x%1$d\np: string }\n"),
                "AS2303");
        assertLimited(n -> "type A0 = { p: string }\n" + chain(n, "type A%2$d = A%1$d & { p: 'x%1$d' }\n"), "AS2303");
        assertLimited(
                n -> "interface A { u: U }\ntype U = " + each(n, "P | ") + "P\ninterface P {"
                        + each(n - 1, "x%d: string\n") + "}\nannotate A {" + each(n, "@ui.x\nu.x%d\n") + "}",
                "AS2303");
    }

    @Test
    void ofViewsOfStructuresHasALimit() {
        String view = "@db.view\n@db.view.for T\ninterface V";
        assertLimited(
                n -> TABLE + "p: {" + each(100, "a%d: string\n") + "}\n}\n"
                        + each(n, view + "%d {" + each(5, "v%d: T.p\n") + "}\n"),
                "AS4007");
        assertThat(Model.of(TABLE + "p: {" + each(500, "a%d: string\n") + "}\n}\n" + view + " {" + each(5, "v%d: T.p\n")
                                + "}")
                        .codes())
                .containsExactly("AS4007");
    }

    private static String fields(int count, String format) {
        return TABLE + each(count, format) + "}\n";
    }

    private static String aliases(int count) {
        return chain(count, "type A%d = A%d\n") + "type A" + count + " = ";
    }

    /** What is copied grows with the square of the text, and so has a limit. */
    @Test
    void ofCopiesHasALimit() {
        IntFunction<String> copies = n -> "interface A {\n" + each(n, "f%d: string\n") + "}\n"
                + each(n, "annotate A as A%1$d { @ui.x\nf%1$d }\n");
        assertThat(Model.of(copies.apply(200)).problems()).isEmpty();
        assertThat(Model.of(copies.apply(2000)).problems()).startsWith("AS2303 ");
    }

    private static void assertLinear(int size, IntFunction<String> text) {
        assertLinear(size, text, GrowthTest::diagnostics);
    }

    private static void assertLinear(int size, IntFunction<String> text, Consumer<String> work) {
        String once = text.apply(size);
        String twice = text.apply(2 * size);
        allocated(once, work);
        double growth = (double) allocated(twice, work) / allocated(once, work);
        assertThat(growth).as(once.substring(0, 80)).isLessThan(3);
    }

    private static List<Diagnostic> diagnostics(String text) {
        return DbModel.compile(AsCompiler.compile(Sources.files(text), SourceResolver.NONE, DbAnnotations.CATALOGUE))
                .diagnostics();
    }

    private static long allocated(String text) {
        return allocated(text, GrowthTest::diagnostics);
    }

    private static long allocated(String text, Consumer<String> work) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        work.accept(text);
        long after = THREADS.getThreadAllocatedBytes(thread);
        return after - before;
    }

    private static String each(int count, String format) {
        return IntStream.range(0, count).mapToObj(format::formatted).collect(Collectors.joining());
    }

    /** Texts of files f0, f1 and so on; the format is given the number of the file and that of the next one. */
    private static String files(int count, String format) {
        return IntStream.range(0, count)
                .mapToObj(i -> "=== f%d.as\n".formatted(i) + format.formatted(i, (i + 1) % count))
                .collect(Collectors.joining("\n"));
    }

    private static String chain(int count, String format) {
        return IntStream.range(0, count)
                .mapToObj(i -> format.formatted(i, i + 1))
                .collect(Collectors.joining());
    }
}
