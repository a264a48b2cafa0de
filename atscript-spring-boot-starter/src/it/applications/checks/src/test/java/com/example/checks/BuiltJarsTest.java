package com.example.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What gets into an application through the starter. */
class BuiltJarsTest {

    private static final String LIBRARIES = "BOOT-INF/lib/";

    private static final List<String> OF_THE_STARTER = List.of(
            "atscript-spring-boot-autoconfigure",
            "HikariCP",
            "jackson-core",
            "jackson-databind",
            "jackson-annotations");

    /** What spring-boot-starter-jdbc brings. */
    private static final List<String> OF_BOOT = List.of(
            "commons-logging",
            "jakarta.annotation-api",
            "jspecify",
            "jul-to-slf4j",
            "log4j-api",
            "log4j-to-slf4j",
            "logback-classic",
            "logback-core",
            "micrometer-commons",
            "micrometer-observation",
            "slf4j-api",
            "snakeyaml",
            "spring-aop",
            "spring-beans",
            "spring-boot",
            "spring-boot-autoconfigure",
            "spring-boot-jdbc",
            "spring-boot-persistence",
            "spring-boot-sql",
            "spring-boot-transaction",
            "spring-context",
            "spring-core",
            "spring-expression",
            "spring-jdbc",
            "spring-tx");

    /** The drivers, with what they bring, and what every packaged application has. */
    private static final List<String> OF_THE_APPLICATION =
            List.of("checker-qual", "postgresql", "spring-boot-jarmode-tools", "sqlite-jdbc");

    @TempDir
    Path folder;

    @Test
    void bringsFewLibraries() throws IOException {
        try (JarFile application = new JarFile(PackagedApplication.PLAIN.jar().toFile())) {
            assertThat(names(application)
                            .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                            .map(name -> name.substring(LIBRARIES.length()).replaceAll("-[0-9].*", "")))
                    .containsExactlyInAnyOrderElementsOf(Stream.of(OF_THE_STARTER, OF_BOOT, OF_THE_APPLICATION)
                            .flatMap(List::stream)
                            .toList());
        }
    }

    @Test
    void hasWhatBootAndEditorsLookFor() throws IOException {
        try (JarFile jar = autoconfigure()) {
            JsonNode properties = JsonMapper.shared()
                    .readTree(text(jar, "META-INF/spring-configuration-metadata.json"))
                    .get("properties");
            assertThat(properties)
                    .extracting(property -> property.get("name").asString())
                    .contains("atscript.db.safe", "management.endpoint.atscript.show-values");
            assertThat(properties)
                    .allSatisfy(
                            property -> assertThat(property.path("description").asString(""))
                                    .isNotBlank());

            List<String> autoConfigurations = text(
                            jar, "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports")
                    .lines()
                    .toList();
            assertThat(autoConfigurations)
                    .contains("dev.atscript.boot.AtscriptAutoConfiguration")
                    .allSatisfy(
                            type -> assertThat(jar.getEntry(classFile(type))).isNotNull());
            assertThat(text(jar, "META-INF/spring-autoconfigure-metadata.properties"))
                    .contains(autoConfigurations);

            for (String factories : List.of("META-INF/spring.factories", "META-INF/spring/aot.factories")) {
                assertThat(classesIn(text(jar, factories)))
                        .isNotEmpty()
                        .allSatisfy(type ->
                                assertThat(jar.getEntry(classFile(type))).isNotNull());
            }
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
        }
    }

    @Test
    void hasNothingOfTheTests() throws IOException {
        try (JarFile jar = autoconfigure();
                JarFile tests = new JarFile(ClassPath.entry("atscript-spring-boot-autoconfigure"))) {
            assertThat(names(tests)).contains("dev/atscript/testing/PostgresServer.class");
            assertThat(names(jar))
                    .filteredOn(name -> name.endsWith(".class") && !name.endsWith("/package-info.class"))
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(names(tests).toList());
        }
    }

    /** The jar that an application has, and not the one that is on the class path of these tests. */
    private JarFile autoconfigure() throws IOException {
        try (JarFile application = new JarFile(PackagedApplication.PLAIN.jar().toFile())) {
            JarEntry nested = application.stream()
                    .filter(entry -> entry.getName().contains("atscript-spring-boot-autoconfigure"))
                    .findFirst()
                    .orElseThrow();
            Path copy = folder.resolve("autoconfigure.jar");
            try (InputStream bytes = application.getInputStream(nested)) {
                Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return new JarFile(copy.toFile());
        }
    }

    private static Stream<String> names(JarFile jar) {
        return jar.stream().map(JarEntry::getName);
    }

    private static Stream<String> classesIn(String factories) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(factories));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return properties.values().stream()
                .flatMap(value -> Stream.of(String.valueOf(value).split("\\s*,\\s*")));
    }

    private static String classFile(String type) {
        return type.replace('.', '/') + ".class";
    }

    private static String text(JarFile jar, String entry) throws IOException {
        try (InputStream bytes = jar.getInputStream(jar.getJarEntry(entry))) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
