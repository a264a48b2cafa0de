package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
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
        String once = text.apply(size);
        String twice = text.apply(2 * size);
        allocated(once);
        double growth = (double) allocated(twice) / allocated(once);
        assertThat(growth).as(once.substring(0, 80)).isLessThan(3);
    }

    private static long allocated(String text) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        Model.of(text);
        long after = THREADS.getThreadAllocatedBytes(thread);
        return after - before;
    }

    private static String each(int count, String format) {
        return IntStream.range(0, count).mapToObj(format::formatted).collect(Collectors.joining());
    }

    private static String chain(int count, String format) {
        return IntStream.range(0, count)
                .mapToObj(i -> format.formatted(i, i + 1))
                .collect(Collectors.joining());
    }
}
