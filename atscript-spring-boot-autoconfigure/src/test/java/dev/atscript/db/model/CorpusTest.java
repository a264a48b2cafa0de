package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.atscript.lang.AsCompiler;
import dev.atscript.lang.Compilation;
import dev.atscript.lang.Corpus;
import dev.atscript.lang.Declaration;
import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.DiagnosticRenderer;
import dev.atscript.lang.Dump;
import dev.atscript.lang.SourceFile;
import dev.atscript.lang.SourceResolver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every file of {@link Corpus}: sound ones mean what is written beside them, broken ones are explained as written. */
class CorpusTest {

    /** The compiler reports {@code AS2301} before; the model asks again because nothing may make it loop. */
    private static final ModelProblem CAUSED_BY_NO_FILE = ModelProblem.ENDLESS_TYPE;

    private static final Pattern ANNOTATION = Pattern.compile("@([\\w.]+)");

    @TestFactory
    Stream<DynamicTest> soundFiles() {
        return Corpus.files().stream().map(file -> dynamicTest(file.name(), () -> check(file)));
    }

    private static void check(SourceFile file) {
        String meaning = meaning(file);
        if (Corpus.rewrites()) {
            Corpus.rewrite(file, meaning);
        }
        assertThat(meaning).as(file.name()).isEqualTo(Corpus.expected(file));
    }

    private static String meaning(SourceFile file) {
        Compilation compilation = AsCompiler.compile(List.of(file), Corpus.RESOLVER, DbAnnotations.CATALOGUE);
        DbModel.Result result = DbModel.compile(compilation);
        List<Declaration> own = compilation.declarations().stream()
                .filter(declaration -> declaration.location().file().equals(file))
                .toList();
        List<Diagnostic> warnings = result.diagnostics();
        assertThat(result.hasErrors())
                .as(DiagnosticRenderer.render(warnings, false))
                .isFalse();
        String schema = DbSchemaText.of(result.schema());
        return Dump.of(own)
                + (schema.isEmpty() ? "" : "\n" + schema + "\n")
                + (warnings.isEmpty() ? "" : "\n" + DiagnosticRenderer.render(warnings, false) + "\n");
    }

    @TestFactory
    Stream<DynamicTest> brokenSnippets() {
        if (Corpus.rewrites()) {
            rewriteSnippets();
        }
        return Corpus.snippets().stream()
                .map(snippet -> dynamicTest(
                        snippet.file() + ": " + snippet.title(),
                        () -> assertThat(problems(snippet))
                                .as(snippet.sources())
                                .isNotEmpty()
                                .isEqualTo(snippet.expected())));
    }

    private static void rewriteSnippets() {
        Map<String, List<Corpus.Snippet>> files = new LinkedHashMap<>();
        Corpus.snippets()
                .forEach(snippet -> files.computeIfAbsent(snippet.file(), file -> new ArrayList<>())
                        .add(snippet));
        files.forEach((file, snippets) -> Corpus.rewrite(
                file, snippets, snippets.stream().map(CorpusTest::problems).toList()));
    }

    private static String problems(Corpus.Snippet snippet) {
        return DiagnosticRenderer.render(diagnostics(snippet), false);
    }

    private static List<Diagnostic> diagnostics(Corpus.Snippet snippet) {
        return DbModel.compile(AsCompiler.compile(snippet.files(), SourceResolver.NONE, DbAnnotations.CATALOGUE))
                .diagnostics();
    }

    @Test
    void whatWasExpectedIsAPartOfItsOwn() {
        List<Diagnostic> all = Corpus.snippets().stream()
                .flatMap(snippet -> diagnostics(snippet).stream())
                .toList();
        assertThat(all).filteredOn(diagnostic -> diagnostic.expected() != null).hasSizeGreaterThan(all.size() / 3);
        assertThat(all).allSatisfy(diagnostic -> {
            assertThat(diagnostic.problem()).doesNotContain("; expected", "but found");
            assertThat(String.valueOf(diagnostic.hint())).doesNotContain("expected");
            assertThat(diagnostic.message())
                    .startsWith(diagnostic.problem())
                    .endsWith(
                            diagnostic.expected() == null
                                    ? diagnostic.problem()
                                    : "; expected " + diagnostic.expected());
        });
    }

    @Test
    void isLargeEnough() {
        assertThat(Corpus.files()).hasSizeGreaterThanOrEqualTo(120);
        assertThat(Corpus.snippets()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(Corpus.snippets()).extracting(Corpus.Snippet::title).doesNotHaveDuplicates();
    }

    @Test
    void usesEveryAnnotation() {
        Set<String> used = new HashSet<>();
        for (SourceFile file : Corpus.files()) {
            Matcher annotations = ANNOTATION.matcher(file.text());
            while (annotations.find()) {
                used.add(annotations.group(1));
            }
        }
        assertThat(used).containsAll(DbAnnotations.CATALOGUE.names());
    }

    @Test
    void hasABrokenSnippetForEveryProblemOfTheModel() {
        Set<String> codes = new HashSet<>();
        Corpus.snippets().forEach(snippet -> diagnostics(snippet).forEach(diagnostic -> codes.add(diagnostic.code())));
        assertThat(codes)
                .containsAll(Stream.of(ModelProblem.values())
                        .filter(problem -> problem != CAUSED_BY_NO_FILE)
                        .map(ModelProblem::code)
                        .toList());
    }
}
