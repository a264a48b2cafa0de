package dev.atscript.lang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is suggested is near, and another word than the one that was written. */
public class SuggestionsTest {

    private static final Pattern SUGGESTED = Pattern.compile("(?:did you mean '|write )@?([^']*?)'?\\??");

    @Test
    void takesTheNearestOtherName() {
        Suggestions names = Suggestions.among(List.of("user", "User", "users", "name"));
        assertThat(names.nearest("user")).isEqualTo("User");
        assertThat(names.nearest("usr")).isEqualTo("user");
        assertThat(Suggestions.among(List.of("user")).nearest("user")).isNull();
        assertThat(Suggestions.among(List.of("nmae")).nearest("name")).isEqualTo("nmae");
        assertThat(Suggestions.among(List.of("address")).nearest("name")).isNull();
    }

    /** Each place that makes suggestions, with a name there that is known to be written so, but means nothing here. */
    static Stream<String> places() {
        return Stream.of(
                "=== a.as\ntype A = Secret\n=== b.as\ntype Secret = string\n",
                "=== a.as\nimport { Secret } from './b'\ntype A = Secret\n=== b.as\ntype Secret = string\n",
                "=== a.as\nimport { Missing } from './b'\ntype A = Missing\n=== b.as\nimport { Missing } from './c'\n"
                        + "=== c.as\nexport type Missing = string\n",
                "=== a.as\nimport { A } from './a'\ninterface A extends A {}\n",
                "=== a.as\nimport { A } from './c'\ntype B = A.x\n=== b.as\nexport type A = string\n",
                "=== a.as\nimport { X } from './sub/b'\n=== sub/c.as\ntype X = string\n=== b.as\nexport type X = string\n",
                "interface A { b: A.c.c; c: { d: string } }\n",
                "type A = string.int\ntype B = number.email\ntype C = number.int.int8.int8\ntype D = number.int8\n",
                "type A = string.string\ntype B = db.db\ntype C = mongo.geoPoint\n",
                "interface A { a: string }\nannotate A { @ui.x\na.a }\nannotate A as B { @ui.x\nb }\n",
                "interface A extends string {}\nannotate string { a }\nannotate Strin { a }\n",
                "@db.table.table\n@meta.id.id\n@expect\ntype A = string\n",
                "interface A { @db.rel.onDelete 'Cascade'\na: string\n@db.rel.onDelete 'cascad'\nb: string }\n",
                "@db.view.filter `a and b`\n@db.view.filter `a Matches /x/`\ntype A = string\n",
                "@db.view.for Secret\ntype A = string\n",
                "types\ntype\ninterface interface\n",
                "Type A = string\nIMPORT { X } from './x'\n");
    }

    @ParameterizedTest
    @MethodSource("places")
    void neverSuggestsWhatWasWritten(String sources) {
        List<Diagnostic> diagnostics = Sources.compile(sources).diagnostics();
        assertThat(diagnostics).isNotEmpty();
        diagnostics.forEach(SuggestionsTest::assertSuggestsAnother);
    }

    /** That a diagnostic does not suggest the text that it marks. */
    public static void assertSuggestsAnother(Diagnostic diagnostic) {
        String hint = diagnostic.hint();
        Matcher matcher = SUGGESTED.matcher(hint == null ? "" : hint);
        if (matcher.matches()) {
            assertThat(marked(diagnostic.location())).as(diagnostic.toString()).isNotEqualTo(matcher.group(1));
        }
    }

    private static String marked(Location location) {
        String line = location.file().text().split("\\r\\n?|\\n", -1)[location.line() - 1];
        int start = Math.min(line.length(), location.column() - 1);
        String text = line.substring(start, Math.min(line.length(), start + location.length()));
        return text.startsWith("@") ? text.substring(1) : text.replaceAll("^(['\"])(.*)\\1$", "$2");
    }
}
