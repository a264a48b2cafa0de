package dev.atscript.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.boot.Applications;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Commands that a page shows: each is one that is known here, with arguments that mean something. */
public final class Shell {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(&&)|((?:[^\\s'\"]|(?<==)'[^']*')+)");

    private static final Set<String> GOALS = Set.of("verify", "test", "package", "install", "spotless:apply");

    /** Of Spring, and in no metadata. */
    private static final Set<String> SYSTEM_PROPERTIES = Set.of("spring.context.exit");

    private Shell() {}

    /** The commands of a block, each as its words, without quotes and comments. */
    public static List<List<String>> commands(Block block) {
        List<List<String>> commands = new ArrayList<>();
        for (String line : block.text().replaceAll("\\\\\\n\\s*", "").lines().toList()) {
            List<String> words = new ArrayList<>();
            Matcher matcher = WORD.matcher(line.replaceFirst("(^|\\s)# .*", ""));
            while (matcher.find()) {
                if (matcher.group(3) != null) {
                    commands.add(words);
                    words = new ArrayList<>();
                } else {
                    words.add(Stream.of(1, 2, 4)
                            .map(matcher::group)
                            .filter(group -> group != null)
                            .findFirst()
                            .orElseThrow());
                }
            }
            if (!words.isEmpty()) {
                commands.add(words);
            }
        }
        return commands;
    }

    static void check(Block block, List<String> words) {
        List<String> arguments = words.subList(1, words.size());
        switch (words.get(0)) {
            case "mvn" -> maven(block, arguments);
            case "java" -> java(block, arguments);
            // Requests are sent to the sample by its own DocumentedRequestsTest.
            case "curl" -> assertThat(words).as(block.toString()).anyMatch(word -> word.startsWith("localhost:8080/"));
            case "sqlite3" -> assertThat(arguments).as(block.toString()).containsExactly("sample.db", ".schema");
            default -> throw new AssertionError(block + ": the test does not know the command " + words.get(0));
        }
    }

    private static void maven(Block block, List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.equals("-pl")) {
                assertThat(Page.REPOSITORY.resolve(arguments.get(++i)))
                        .as(block.toString())
                        .isDirectory();
            } else if (word.startsWith("-Dtest=")) {
                assertThat(isTest(word.substring("-Dtest=".length())))
                        .as(block + " " + word)
                        .isTrue();
            } else if (word.startsWith("-P") || word.startsWith("-D")) {
                String name = word.substring(2).replaceFirst("=.*", "");
                assertThat(mentions(name)).as(block + " " + word).isTrue();
            } else if (!word.startsWith("-")) {
                assertThat(GOALS).as(block.toString()).contains(word);
            }
        }
    }

    private static boolean isTest(String name) {
        try (Stream<Path> files = Files.walk(Page.REPOSITORY.resolve("atscript-spring-boot-autoconfigure/src/test"))) {
            return files.anyMatch(file -> file.endsWith(name + ".java"));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** A profile or property of our poms, of a plugin in them, or of the tests. */
    private static boolean mentions(String name) {
        return Stream.of("pom.xml", "atscript-spring-boot-autoconfigure/pom.xml", ".mvn/maven.config")
                        .map(Page.REPOSITORY::resolve)
                        .filter(Files::exists)
                        .anyMatch(file -> Page.read(file).contains(name))
                || Set.of("skipTests", "spotlessFiles").contains(name);
    }

    private static void java(Block block, List<String> arguments) {
        int jar = arguments.indexOf("-jar");
        assertThat(jar).as(block.toString()).isGreaterThanOrEqualTo(0);
        assertThat(arguments.get(jar + 1)).as(block.toString()).endsWith(".jar");
        virtualMachine(block, arguments.subList(0, jar));
        application(block, arguments.subList(jar + 2, arguments.size()));
    }

    /** Options of the virtual machine. */
    static void virtualMachine(Block block, List<String> options) {
        for (String option : options) {
            assertThat(SYSTEM_PROPERTIES).as(block.toString()).contains(option.replaceAll("^-D|=.*", ""));
        }
    }

    /** Arguments of an application: a command, properties, or both. */
    static void application(Block block, List<String> arguments) {
        if (arguments.contains("db")) {
            Applications.parse(arguments.toArray(String[]::new));
        }
        for (String word : arguments) {
            if (word.startsWith("--") && word.contains(".")) {
                int equals = word.indexOf('=');
                SpringProperties.of(block.toString(), word.substring(2, equals), word.substring(equals + 1))
                        .check();
            }
        }
    }
}
