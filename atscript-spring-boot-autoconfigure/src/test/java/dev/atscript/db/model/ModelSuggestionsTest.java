package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.SourceFile;
import dev.atscript.lang.SuggestionsTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the model suggests names, it suggests others than the ones that were written. */
class ModelSuggestionsTest {

    private static final String USER = "@db.table\ninterface User { @meta.id id: number\n";

    @Test
    void ofTablesThatOtherFilesKeepToThemselves() {
        Model model = Model.of(
                new SourceFile("a.as", """
                        interface Link { x: string }
                        %s@db.rel.via Link
                        all: User[] }
                        """.formatted(USER)),
                new SourceFile("b.as", "@db.table\ninterface Link { @meta.id id: number }"));
        assertThat(model.problems()).startsWith("AS6").contains("Link").doesNotContain("did you mean 'Link'");
    }

    /** Each place that makes suggestions, with a name there that is known to be written so, but means nothing here. */
    static Stream<String> places() {
        String view = "@db.view\n@db.view.for User\n";
        return Stream.of(
                USER + "'a.b': string }\n" + view + "interface V { 'a.b': User['a.b'].c }\n",
                USER + "'a.b': string }\n" + view + "@db.view.filter `a.b = 'x'`\ninterface V { id: User.id }\n",
                USER + "'a.b': string }\n" + view + "interface V { @db.agg.sum 'a.b'\nx: number }\n",
                USER + "}\n" + view + "@db.view.having `V.n > 1`\ninterface V { @db.agg.count\n'V.n': number }\n",
                USER + "}\n@db.view\n@db.view.for User.id\ninterface V { id: User.id }\n",
                USER + "@db.rel.via User.id\nx: User[] }\n",
                USER + "@db.default 'A'\nx: 'a' | 'b' }\n",
                USER + "@db.search.filter 'v'\nx: string\n@db.search.vector 3, 'cosine', 'V'\ny: number[] }\n",
                USER + "@db.index.geo 'v'\n@db.search.filter 'v'\nx: db.geoPoint }\n");
    }

    @ParameterizedTest
    @MethodSource("places")
    void neverSuggestsWhatWasWritten(String text) {
        List<Diagnostic> diagnostics = Model.of(text).result().diagnostics();
        assertThat(diagnostics).isNotEmpty();
        diagnostics.forEach(SuggestionsTest::assertSuggestsAnother);
    }
}
