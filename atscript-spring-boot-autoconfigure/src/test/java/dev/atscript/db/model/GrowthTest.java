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
