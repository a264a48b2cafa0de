package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.atscript.lang.AsCompiler;
import dev.atscript.lang.Corpus;
import dev.atscript.lang.DiagnosticRenderer;
import dev.atscript.lang.Mutations;
import dev.atscript.lang.SourceFile;
import dev.atscript.lang.SourceResolver;
import dev.atscript.lang.SuggestionsTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever people mistype in a file, the model of it comes without an exception. */
class MutatedModelTest {

    private static final int INPUTS = "full".equals(System.getProperty("campaign")) ? 1_000_000 : 10_000;

    @Test
    void survivesWhateverPeopleTypeByMistake() {
        long seed = Long.getLong("seed", System.nanoTime());
        List<String> texts = new ArrayList<>();
        Corpus.files().forEach(file -> texts.add(file.text()));
        Mutations mutations = new Mutations(new Random(seed), texts);
        int sound = 0;
        for (int i = 0; i < INPUTS; i++) {
            String text = mutations.next();
            try {
                DbModel.Result result = DbModel.compile(AsCompiler.compile(
                        List.of(new SourceFile("a.as", text)), SourceResolver.NONE, DbAnnotations.CATALOGUE));
                DiagnosticRenderer.render(result.diagnostics(), false);
                result.diagnostics().forEach(SuggestionsTest::assertSuggestsAnother);
                sound += result.hasErrors() || result.schema().tables().isEmpty() ? 0 : 1;
            } catch (Throwable problem) {
                fail("seed " + seed + ", input " + i + ":\n" + text, problem);
            }
        }
        assertThat(sound).as("sound models with a table").isGreaterThan(INPUTS / 500);
    }
}
