package dev.atscript.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every code block of every page is tried, in order, and every link leads somewhere. {@code -Ddocs.page=…} for one page. */
class DocumentationTest {

    /** A page that a test of its own writes and compares whole. */
    private static final String GENERATED = "docs/diagnostics.md";

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    private static final String ONLY = System.getProperty("docs.page", "");

    private final List<BlockChecks> begun = new ArrayList<>();

    @AfterEach
    void end() {
        begun.forEach(BlockChecks::close);
    }

    @TestFactory
    Stream<DynamicContainer> everyBlockIsTrue() {
        return Page.all().stream()
                .filter(page -> !page.name().equals(GENERATED) && page.name().contains(ONLY))
                .map(page -> DynamicContainer.dynamicContainer(page.name(), blocks(page)));
    }

    private Stream<DynamicTest> blocks(Page page) {
        BlockChecks checks = new BlockChecks(page);
        begun.add(checks);
        return page.blocks().stream()
                .map(block -> DynamicTest.dynamicTest(block.toString(), () -> checks.check(block)));
    }

    @Test
    void everyLinkLeadsSomewhere() {
        for (Page page : Page.all()) {
            for (String line : page.prose()) {
                LINK.matcher(line)
                        .results()
                        .map((MatchResult link) -> link.group(1))
                        .forEach(target -> follow(page, target));
            }
        }
    }

    private static void follow(Page page, String target) {
        if (target.startsWith("https://")) {
            return;
        }
        Path from = Page.REPOSITORY.resolve(page.name());
        String path = target.replaceFirst("#.*", "");
        Path file = path.isEmpty() ? from : from.resolveSibling(path).normalize();
        assertThat(file).as(page.name() + " links to " + target).matches(Files::exists, "exists");
        if (target.contains("#")) {
            assertThat(anchors(file)).as(page.name()).contains(target.replaceFirst(".*#", ""));
        }
    }

    private static List<String> anchors(Path file) {
        return Page.read(file)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toList());
    }
}
