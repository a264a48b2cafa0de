package dev.atscript.db.contract;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Reads files of cases; what is wrong with one is said with file and line. */
final class ContractFile {

    static final Set<String> DIALECTS = Dialects.all().stream()
            .map(Dialect::name)
            .flatMap(name -> Stream.of(name, name + "-old", name + "-new"))
            .collect(Collectors.toSet());

    private static final Set<String> KEYWORDS =
            Set.of("only", "before", "after", "again", "sql", "plan", "error", "schema", "tables", "select", "refused");
    private static final Set<String> SYNCS = Set.of("before", "after", "again");

    private final String name;
    private final List<String> lines;
    private final List<ContractCase> cases = new ArrayList<>();
    private int at;

    private ContractFile(String name, String text) {
        this.name = name;
        this.lines = text.lines().toList();
    }

    /** The cases of all files {@code contract/*.as.txt} of the class path, by file. */
    static List<ContractCase> readAll() {
        try {
            Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:contract/*.as.txt");
            Arrays.sort(files, Comparator.comparing(Resource::getFilename));
            List<ContractCase> cases = new ArrayList<>();
            for (Resource file : files) {
                cases.addAll(read(String.valueOf(file.getFilename()), file.getContentAsString(StandardCharsets.UTF_8)));
            }
            return cases;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static List<ContractCase> read(String name, String text) {
        return new ContractFile(name, text).read();
    }

    private List<ContractCase> read() {
        Set<String> titles = new HashSet<>();
        while (at < lines.size()) {
            String line = lines.get(at);
            if (line.startsWith("== ")) {
                ContractCase read = readCase();
                if (!titles.add(read.title())) {
                    throw new IllegalArgumentException(read.place() + ": there are two cases '" + read.title() + "'");
                }
                cases.add(read);
            } else if (line.isBlank() || line.startsWith("#")) {
                at++;
            } else {
                throw wrong("expected '== title', a comment or an empty line, but found: " + line);
            }
        }
        return cases;
    }

    private ContractCase readCase() {
        String place = place();
        String title = lines.get(at++).substring(3).strip();
        List<Section> sections = new ArrayList<>();
        while (at < lines.size() && !lines.get(at).startsWith("== ")) {
            String line = lines.get(at);
            if (line.startsWith("--- ")) {
                sections.add(readSection());
            } else if (line.isBlank() || line.startsWith("#")) {
                at++;
            } else {
                throw wrong("expected '--- keyword', but found: " + line);
            }
        }
        if (sections.stream().noneMatch(section -> SYNCS.contains(section.keyword()))) {
            throw new IllegalArgumentException(place + ": the case '" + title + "' never syncs");
        }
        return new ContractCase(name.replaceFirst("\\..*", ""), place, title, List.copyOf(sections));
    }

    private Section readSection() {
        List<String> words =
                new ArrayList<>(List.of(lines.get(at).substring(4).strip().split(" +")));
        String keyword = words.remove(0);
        if (!KEYWORDS.contains(keyword)) {
            throw wrong("unknown section '" + keyword + "', known are "
                    + KEYWORDS.stream().sorted().toList());
        }
        Set<String> dialects = new LinkedHashSet<>();
        while (!words.isEmpty() && DIALECTS.contains(words.get(0))) {
            dialects.add(words.remove(0));
        }
        String place = place();
        at++;
        StringBuilder body = new StringBuilder();
        while (at < lines.size()
                && !lines.get(at).startsWith("--- ")
                && !lines.get(at).startsWith("== ")) {
            body.append(lines.get(at++)).append('\n');
        }
        return new Section(place, keyword, dialects, String.join(" ", words), body.toString());
    }

    private String place() {
        return name + ":" + (at + 1);
    }

    private IllegalArgumentException wrong(String problem) {
        return new IllegalArgumentException(place() + ": " + problem);
    }
}
