package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.lang.SourceFile;
import org.junit.jupiter.api.Test;

/** The model is checked as far as no error of the language touches it, and nothing is said that only follows from one. */
class SoundDeclarationsTest {

    private static final String FAULT = """
            @db.table
            interface Fault {
              @meta.id
              id: strng
            }
            """;

    private static final String LANGUAGE_ERROR = "AS2004 4:7 strng: ";

    @Test
    void checksWhatDoesNotReferToTheFault() {
        assertThat(Model.of(FAULT + """
                @db.table
                interface Other {
                  @db.default 'abc'
                  n: number
                }
                """).problems())
                .startsWith(LANGUAGE_ERROR)
                .contains("\nAS5002 8:15 'abc': default of 'n' does not fit: found 'abc'; expected a number");
    }

    @Test
    void keepsSilentAboutWhatRefersToTheFault() {
        for (String user : new String[] {
            "@db.table interface A { @db.rel.FK a: Fault.id, @db.default 'x' b: number }",
            "@db.table interface A { a: { b: Fault[] }, @db.default 'x' b: number }",
            "@db.table interface A extends Fault { @db.default 'x' b: number }",
            "@db.table interface A extends B { @db.default 'x' b: number }\ninterface B extends Fault {}",
            "@db.table interface A { a: B, @db.default 'x' b: number }\ntype B = C | 1\ntype C = [Fault]",
            "@db.view.for Fault interface A { nothing: number }",
            "annotate Fault as A { @db.default 'x' id }",
            "annotate A { @ui.x b, @db.default 'x' c }\n@db.table interface A { @db.default 'x' b: number }"
        }) {
            assertThat(Model.of(FAULT + user).problems())
                    .as(user)
                    .startsWith(LANGUAGE_ERROR)
                    .doesNotContain("AS5", "AS6", "AS7");
        }
    }

    @Test
    void keepsSilentAboutWhatUsesAMissingImport() {
        assertThat(Model.of(new SourceFile("a.as", """
                        import { Missing } from './missing'
                        @db.view.for Missing
                        interface A { id: number }
                        @db.table
                        interface B { @db.default 'x' b: number }
                        """)).problems().lines().map(line -> line.substring(0, 6)))
                .containsExactly("AS2101", "AS5002");
    }

    @Test
    void ascribesGarbageToTheDeclarationBeforeIt() {
        assertThat(Model.of("""
                        @db.table
                        interface A { @db.default 'x' a: number }
                        }
                        @db.table
                        interface B { @db.default 'x' b: number }
                        """).problems().lines().map(line -> line.substring(0, 11)))
                .containsExactly("AS1103 3:1 ", "AS5002 5:27");
    }

    @Test
    void checksNothingWherePartsWereLeftOutForTheirNumber() {
        StringBuilder text = new StringBuilder("interface A0 { p0: string }\n");
        for (int i = 1; i < 1000; i++) {
            text.append("interface A%d extends A%d { p%d: string }\n".formatted(i, i - 1, i));
        }
        text.append("@db.table interface B { @db.default 'x' b: number }");
        assertThat(Model.of(text.toString()).problems()).startsWith("AS2303").doesNotContain("AS5");
    }
}
