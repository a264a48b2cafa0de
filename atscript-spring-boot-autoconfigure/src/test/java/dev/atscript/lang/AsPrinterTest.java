package dev.atscript.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AsPrinterTest {

    private static final int INPUTS = "full".equals(System.getProperty("campaign")) ? 1_000_000 : 10_000;

    private static String print(String text) {
        return AsPrinter.print(new SourceFile("test.as", text));
    }

    @Test
    void indentsAndSpacesUniformly() {
        assertThat(print("""
                \uFEFF/* shop */


                import {User ,Status}from './user'



                @db.table   'orders'// a comment
                export interface Order   extends Base,Other{

                id : number.int;   name ?: 'a'|'b' [ ]
                      address:{
                  // of the house
                          city:string,zip ? :string
                      }
                [ * ]:( string|number )
                @ui.x ,'b'
                'x' :Order . self [ 'y' ]

                }
                type Status=
                'open'
                |'closed'
                @ui.texts 'a',
                'b'
                annotate Order as Copy{@meta.label 'x' name,address.city}
                interface Empty{ }""")).isEqualTo("""
                /* shop */

                import { User, Status } from './user'

                @db.table 'orders' // a comment
                export interface Order extends Base, Other {
                  id: number.int; name?: 'a' | 'b'[]
                  address: {
                    // of the house
                    city: string, zip?: string
                  }
                  [*]: (string | number)
                  @ui.x , 'b'
                  'x': Order.self['y']
                }
                type Status =
                  'open'
                  | 'closed'
                @ui.texts 'a',
                  'b'
                annotate Order as Copy { @meta.label 'x' name, address.city }
                interface Empty {}
                """);
    }

    @Test
    void leavesFilesWithSyntaxErrorsAlone() {
        assertThat(print("interface  A  {")).isEqualTo("interface  A  {");
    }

    @Test
    void printsNothingAsNothing() {
        assertThat(print(" \n\n")).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> corpusStaysTheSame() {
        return Corpus.files().stream().map(file -> dynamicTest(file.name(), () -> assertStaysTheSame(file.text())));
    }

    @Test
    void mutatedInputsStayTheSame() {
        long seed = Long.getLong("seed", System.nanoTime());
        List<String> texts = Corpus.files().stream().map(SourceFile::text).toList();
        Mutations mutations = new Mutations(new Random(seed), texts);
        int sound = 0;
        for (int i = 0; i < INPUTS; i++) {
            String text = mutations.next();
            try {
                sound += assertStaysTheSame(text) ? 1 : 0;
            } catch (Throwable problem) {
                throw new AssertionError("seed " + seed + ", input " + i + ":\n" + text, problem);
            }
        }
        assertThat(sound).isGreaterThan(INPUTS / 50);
    }

    private static boolean assertStaysTheSame(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Syntax.File before = Parser.parse(new SourceFile("test.as", text), diagnostics);
        String printed = print(text);
        if (diagnostics.hasErrors()) {
            assertThat(printed).isEqualTo(text);
            return false;
        }
        Diagnostics none = new Diagnostics();
        Syntax.File after = Parser.parse(new SourceFile("test.as", printed), none);
        assertThat(none.hasErrors()).as(printed).isFalse();
        assertThat(tree(after)).as(printed).isEqualTo(tree(before));
        assertThat(comments(after)).isEqualTo(comments(before));
        assertThat(print(printed)).isEqualTo(printed);
        return true;
    }

    private static List<String> comments(Syntax.File file) {
        return file.tokens().stream()
                .filter(token -> token.kind() == Token.Kind.COMMENT)
                .map(token -> token.text().replaceAll("\\r\\n?", "\n").stripTrailing())
                .toList();
    }

    /** Everything but places. */
    private static String tree(Syntax.File file) {
        StringBuilder tree = new StringBuilder();
        tree(List.of(file.uses(), file.imports(), file.items()), tree);
        return tree.toString();
    }

    private static void tree(Object value, StringBuilder tree) {
        if (value instanceof Collection<?> values) {
            tree.append('[');
            values.forEach(each -> tree(each, tree));
            tree.append(']');
        } else if (value instanceof Record record && !(value instanceof Location)) {
            tree.append(record.getClass().getSimpleName()).append('(');
            for (Object part : parts(record)) {
                tree(part, tree);
            }
            tree.append(')');
        } else if (!(value instanceof Location)) {
            tree.append(value).append(',');
        }
    }

    private static List<Object> parts(Record record) {
        List<Object> parts = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                Object part = component.getAccessor().invoke(record);
                parts.add(part == null ? "none" : part);
            } catch (ReflectiveOperationException problem) {
                throw new AssertionError(problem);
            }
        }
        return parts;
    }
}
