package dev.atscript.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Java that a page shows is in a source file that the build compiles, and runs where it is a test. */
final class JavaSources {

    private JavaSources() {}

    static void contain(Block block) {
        String name = block.wordEndingWith(".java")
                .orElseThrow(() -> new AssertionError(block + ": name the source file that it is in"));
        List<Path> files = find(name);
        assertThat(files).as(block.toString()).hasSize(1);
        assertThat(normalised(Page.read(files.get(0)))).as(block.toString()).contains(normalised(block.text()));
    }

    private static List<Path> find(String name) {
        try (Stream<Path> files = Files.walk(Page.REPOSITORY)) {
            return files.filter(file -> file.getFileName().toString().equals(name)
                            && file.toString().replace('\\', '/').contains("/src/"))
                    .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static String normalised(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceAll(" ?([.,;(){}]) ?", "$1");
    }
}
