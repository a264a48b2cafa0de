package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.dialect.MappingProblem;
import dev.atscript.lang.AsCompiler;
import dev.atscript.lang.Corpus;
import dev.atscript.lang.Corpus.Snippet;
import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.DiagnosticCodes;
import dev.atscript.lang.DiagnosticRenderer;
import dev.atscript.lang.SourceResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code docs/diagnostics.md} lists every code, with an example out of {@link Corpus}. */
class DiagnosticsDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/diagnostics.md");

    private static final String HEAD = """
            # Diagnostics

            What can be wrong with `.as` files, by code. A code once given keeps its meaning. This file is generated from
            the codes and from the broken snippets of the tests: `DiagnosticsDocumentTest` checks it, and writes it with
            `-Dgolden=rewrite`.

            An error keeps the files from being used; a warning does not.
            """;

    /** What the codes begin with that only a kind of database can tell, with no example that is independent of it. */
    private static final String OF_DATABASES = "AS8";

    /** Headings, by the first two digits of the codes below them. */
    private static final Map<String, String> HEADINGS = headings();

    /** A diagnostic and the snippet that has it. */
    private record Example(Snippet snippet, Diagnostic diagnostic, int others) {
        private int size() {
            return others * 1000 + snippet.sources().length();
        }
    }

    private static Map<String, String> headings() {
        Map<String, String> headings = new LinkedHashMap<>();
        headings.put("AS10", "Characters and tokens");
        headings.put("AS11", "Syntax");
        headings.put("AS12", "Conditions");
        headings.put("AS20", "Names");
        headings.put("AS21", "Imports");
        headings.put("AS22", "Inheritance");
        headings.put("AS23", "References");
        headings.put("AS24", "Annotate blocks");
        headings.put("AS30", "Annotations");
        headings.put("AS40", "Tables and columns");
        headings.put("AS50", "Defaults and indexes");
        headings.put("AS60", "Relations");
        headings.put("AS70", "Views");
        headings.put("AS80", "Any kind of database");
        headings.put("AS81", "SQLite");
        headings.put("AS82", "PostgreSQL");
        return headings;
    }

    @Test
    void isUpToDate() throws IOException {
        String text = document();
        if (Corpus.rewrites()) {
            Files.writeString(DOCUMENT, text);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(text);
    }

    private static String document() {
        Map<String, String> meanings = new LinkedHashMap<>(DiagnosticCodes.all());
        for (ModelProblem problem : ModelProblem.values()) {
            meanings.put(problem.code(), problem.meaning());
        }
        for (MappingProblem problem : MappingProblem.values()) {
            meanings.put(problem.code(), problem.meaning());
        }
        Map<String, Example> examples = examples();
        StringBuilder text = new StringBuilder(HEAD);
        String heading = "";
        for (Map.Entry<String, String> meaning : meanings.entrySet()) {
            String next = HEADINGS.get(meaning.getKey().substring(0, 4));
            text.append(next.equals(heading) ? "" : "\n## " + next + "\n");
            heading = next;
            text.append("\n### ").append(meaning.getKey()).append("\n\n").append(meaning.getValue());
            text.append('\n');
            if (!meaning.getKey().startsWith(OF_DATABASES)) {
                text.append(example(examples.get(meaning.getKey())));
            }
        }
        return text.toString();
    }

    private static String example(Example example) {
        if (example == null) {
            return "\nNo file is known to cause it: another problem is reported before.\n";
        }
        String file = example.snippet().sources().lines().count() > 12
                ? ""
                : "\n```as\n" + example.snippet().sources() + "```\n";
        return file + "\n```text\n" + DiagnosticRenderer.render(example.diagnostic(), false) + "\n```\n";
    }

    /** For each code the snippet that shows best what it is: the shortest with nothing else wrong. */
    private static Map<String, Example> examples() {
        Map<String, List<Example>> all = new LinkedHashMap<>();
        for (Snippet snippet : Corpus.snippets()) {
            List<Diagnostic> found = DbModel.compile(
                            AsCompiler.compile(snippet.files(), SourceResolver.NONE, DbAnnotations.CATALOGUE))
                    .diagnostics();
            for (Diagnostic diagnostic : found) {
                all.computeIfAbsent(diagnostic.code(), code -> new ArrayList<>())
                        .add(new Example(snippet, diagnostic, found.size() - 1));
            }
        }
        Map<String, Example> shortest = new LinkedHashMap<>();
        all.forEach((code, examples) -> shortest.put(
                code,
                examples.stream().min(Comparator.comparingInt(Example::size)).orElseThrow()));
        return shortest;
    }
}
