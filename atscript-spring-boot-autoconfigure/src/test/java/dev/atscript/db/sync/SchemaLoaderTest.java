package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atscript.db.model.ColumnType;
import dev.atscript.db.model.DbTable;
import dev.atscript.lang.Diagnostic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.net.protocol.Handlers;
import org.springframework.boot.loader.net.protocol.jar.JarUrl;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Files are told apart by where they are, not by what they are called. */
class SchemaLoaderTest {

    private static final String EVERYWHERE = "classpath*:atscript/**/*.as";

    private static final String NUMBER = "export type Key = number.int";
    private static final String TEXT = "export type Key = string";

    private static final Instant WRITTEN = Instant.parse("2024-05-06T07:08:10Z");

    @TempDir
    Path folder;

    private static String table(String name, String source) {
        return "import { Key } from '%s'\n@db.table '%s'\nexport interface %s { @meta.id id: Key }\n"
                .formatted(source, name, name);
    }

    @Test
    void importsTheNeighbourInTheSameJar() throws IOException {
        URL users =
                url(jar("users.jar", Map.of("atscript/user.as", table("users", "./base"), "atscript/base.as", NUMBER)));
        URL orders = url(
                jar("orders.jar", Map.of("atscript/order.as", table("orders", "./base"), "atscript/base.as", TEXT)));

        AtscriptSchema schema = load(new URL[] {users, orders}, EVERYWHERE);

        assertThat(columns(schema)).isEqualTo("orders text, users int 64");
        assertThat(schema.files())
                .containsExactly(
                        "atscript/order.as",
                        "atscript/user.as",
                        "orders.jar!/atscript/base.as",
                        "users.jar!/atscript/base.as");
    }

    @Test
    void importsTheNeighbourInTheSameNestedJar() throws IOException {
        Handlers.register();
        byte[] users = jarBytes(Map.of("atscript/user.as", bytes(table("users", "../base")), "base.as", bytes(NUMBER)));
        byte[] orders =
                jarBytes(Map.of("atscript/order.as", bytes(table("orders", "../base")), "base.as", bytes(TEXT)));
        Path application = folder.resolve("my app+.jar");
        Files.write(application, jarBytes(Map.of("BOOT-INF/lib/a.jar", users, "BOOT-INF/lib/b.jar", orders)));
        URL[] urls = {
            JarUrl.create(application.toFile(), "BOOT-INF/lib/a.jar"),
            JarUrl.create(application.toFile(), "BOOT-INF/lib/b.jar")
        };

        AtscriptSchema schema = load(urls, EVERYWHERE);

        assertThat(columns(schema)).isEqualTo("orders text, users int 64");
    }

    @Test
    void importsTheNeighbourOfAFileThoughTheClassPathHasOneOfThatPath() throws IOException {
        write("models/user.as", table("users", "./base"));
        write("models/base.as", NUMBER);
        write("class path/" + folder + "/models/base.as", TEXT);
        URL classPath = url(folder.resolve("class path"));

        AtscriptSchema schema = load(new URL[] {classPath}, folder.toUri() + "models/user.as");

        assertThat(columns(schema)).isEqualTo("users int 64");
    }

    @Test
    void loadsAFileOnceWhateverWayItIsFound() throws IOException {
        write(
                "out/production/atscript/base.as",
                NUMBER + table("bases", "atscript/base").replace("import { Key } from 'atscript/base'", ""));
        write("out/production/atscript/user.as", table("users", "atscript/base"));
        URL classPath = url(folder.resolve("out/production"));

        AtscriptSchema schema = load(
                new URL[] {classPath},
                EVERYWHERE,
                "classpath:atscript/user.as",
                folder.toUri() + "out/./production/atscript/*.as");

        assertThat(columns(schema)).isEqualTo("bases int 64, users int 64");
        assertThat(schema.files()).hasSize(2);
    }

    @Test
    void saysWhereARelativeImportWasLookedForAndThatAnotherJarHasSuchAFile() throws IOException {
        URL shared = url(jar("shared.jar", Map.of("atscript/shared/base.as", NUMBER)));
        write("classes/atscript/orders/order.as", table("orders", "../shared/base"));
        URL classes = url(folder.resolve("classes"));

        assertThatThrownBy(() -> load(new URL[] {classes, shared}, "classpath*:atscript/orders/*.as"))
                .isInstanceOf(AtscriptSchemaException.class)
                .hasMessageContaining("/classes/atscript/shared/base.as)")
                .hasMessageContaining(
                        "hint: a relative import stays in its folder or jar; import 'atscript/shared/base' for the file on"
                                + " the class path");
    }

    /** The URL of a path that does not begin with a slash is opaque. */
    @Test
    void knowsAFileByItsPlaceThoughItsLocationIsRelative() throws IOException {
        write("my models/base.as", NUMBER);
        write("my models/user.as", table("users", "./base"));
        String here = "file:" + Path.of("").toAbsolutePath().relativize(folder.toRealPath()) + "/my models/";

        AtscriptSchema schema = load(new URL[0], here + "user.as", here + "*.as");

        assertThat(columns(schema)).isEqualTo("users int 64");
        assertThat(schema.files()).hasSize(2);
    }

    /** Whoever copies a jar gives it a new time, and does not make its schema newer by that. */
    @Test
    void takesTheTimeOfAFileInAJarNotThatOfTheJar() throws IOException {
        Handlers.register();
        byte[] model = jarBytes(Map.of("atscript/user.as", bytes(NUMBER)));
        Path jar = Files.write(folder.resolve("model.jar"), model);
        Path application = folder.resolve("application.jar");
        Files.write(application, jarBytes(Map.of("BOOT-INF/lib/model.jar", model)));
        URL nested = JarUrl.create(application.toFile(), "BOOT-INF/lib/model.jar");

        assertThat(load(new URL[] {url(jar)}, EVERYWHERE).modified()).isEqualTo(WRITTEN);
        assertThat(load(new URL[] {nested}, EVERYWHERE).modified()).isEqualTo(WRITTEN);
    }

    @Test
    void importsWithinAJarThatIsALocation() throws IOException {
        Path jar = jar(
                "users.jar",
                Map.of("atscript/user.as", table("users", "./keys/base"), "atscript/keys/base.as", NUMBER));

        AtscriptSchema schema = load(new URL[0], "jar:" + jar.toUri() + "!/atscript/*.as");

        assertThat(columns(schema)).isEqualTo("users int 64");
        assertThat(schema.files()).containsExactly("atscript/user.as");
    }

    @Test
    void takesNamesWithBlanksAndSignsAsTheyAre() throws IOException {
        write("c++ und ä/my user.as", table("users", "./base+more %41"));
        write("c++ und ä/base+more %41.as", NUMBER);

        AtscriptSchema schema = load(new URL[0], folder.toUri() + "*/my user.as");

        assertThat(columns(schema)).isEqualTo("users int 64");
        assertThat(schema.files()).singleElement().asString().endsWith("/c++ und ä/my user.as");
    }

    @Test
    void findsBareImportsInNodeModulesOfTheFoldersAbove() throws IOException {
        write("node_modules/@org/keys/id.as", TEXT);
        write("app/node_modules/@org/keys/id.as", "import { Inner } from '../inner'\nexport type Key = Inner");
        write("app/node_modules/@org/inner.as", "export type Inner = number.int");
        write("app/src/models/user.as", table("users", "@org/keys/id"));
        write("other/order.as", table("orders", "@org/keys/id"));
        write("classes/@org/keys/id.as", "export type Key = boolean");

        AtscriptSchema schema = load(
                new URL[] {url(folder.resolve("classes"))},
                folder.toUri() + "app/src/**/*.as",
                folder.toUri() + "other/*.as");

        assertThat(columns(schema)).isEqualTo("orders text, users int 64");
    }

    @Test
    void findsBareImportsOnTheClassPath() throws IOException {
        write("user.as", table("users", "@org/keys/id"));
        URL keys = url(jar("keys.jar", Map.of("@org/keys/id.as", NUMBER)));

        assertThat(columns(load(new URL[] {keys}, folder.toUri() + "user.as"))).isEqualTo("users int 64");
    }

    @Test
    void asksNoNetworkForAnImport() throws IOException {
        write("user.as", table("users", "http://localhost:1/base"));

        assertThat(problems(folder.toUri() + "user.as"))
                .extracting(Diagnostic::code)
                .containsExactly("AS2101");
    }

    @Test
    void reportsTheFirstByteThatIsNoUtf8() throws IOException {
        Files.write(folder.resolve("latin.as"), "// Größe\ntype A = strng".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems(folder.toUri() + "*.as")).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("AS1007");
            assertThat(problem.location().toString()).endsWith("latin.as:1:6");
            assertThat(problem.hint()).isEqualTo("save the file as UTF-8");
        });
    }

    @Test
    void reportsUtf16Once() throws IOException {
        Files.write(folder.resolve("a.as"), NUMBER.getBytes(StandardCharsets.UTF_16));
        Files.write(folder.resolve("b.as"), NUMBER.getBytes(StandardCharsets.UTF_16LE));
        write("c.as", table("users", "./a"));
        write("d.as", "// \uFFFD and \uD83D\uDE00 are no fault\n");

        assertThat(problems(folder.toUri() + "*.as"))
                .allSatisfy(problem -> {
                    assertThat(problem.code()).isEqualTo("AS1007");
                    assertThat(problem.hint()).isEqualTo("it looks like UTF-16: save the file as UTF-8");
                })
                .hasSize(2);
    }

    @Test
    void showsTheFirstHundredProblemsWhereTheyAreNotAskedFor() throws IOException {
        write("a.as", "type A = strng\n".repeat(150));

        AtscriptSchemaException ex =
                catchThrowableOfType(AtscriptSchemaException.class, () -> load(new URL[0], folder.toUri() + "*.as"));

        assertThat(ex.diagnostics()).hasSize(299);
        assertThat(ex).hasMessageEndingWith("299 errors in 1 file; the command 'db check' shows all");
        assertThat(ex.getMessage().lines().filter(line -> line.contains(": error AS")))
                .hasSize(100);
    }

    private List<Diagnostic> problems(String location) {
        return catchThrowableOfType(AtscriptSchemaException.class, () -> load(new URL[0], location))
                .diagnostics();
    }

    /** Each table with the type of its first column. */
    private static String columns(AtscriptSchema schema) {
        Set<String> types = new TreeSet<>();
        for (DbTable table : schema.model().tables()) {
            boolean number = table.columns().get(0).type() instanceof ColumnType.Int;
            types.add(table.name() + (number ? " int 64" : " text"));
        }
        return String.join(", ", types);
    }

    private static AtscriptSchema load(URL[] classPath, String... locations) throws IOException {
        try (URLClassLoader loader = new URLClassLoader(classPath, null)) {
            return new SchemaLoader(new PathMatchingResourcePatternResolver(loader)).load(List.of(locations));
        }
    }

    private static URL url(Path path) throws IOException {
        return path.toUri().toURL();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path.startsWith("/") ? path.substring(1) : path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Path jar(String name, Map<String, String> texts) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        texts.forEach((path, text) -> entries.put(path, bytes(text)));
        return Files.write(folder.resolve(name), jarBytes(entries));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A jar with folders, which class path scans need, and without compression, which nested jars need. */
    private static byte[] jarBytes(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            Set<String> folders = new TreeSet<>();
            for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
                for (int slash = entry.getKey().indexOf('/');
                        slash >= 0;
                        slash = entry.getKey().indexOf('/', slash + 1)) {
                    String parent = entry.getKey().substring(0, slash + 1);
                    if (folders.add(parent)) {
                        add(jar, parent, new byte[0]);
                    }
                }
                add(jar, entry.getKey(), entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(WRITTEN.toEpochMilli());
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(JarEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }
}
