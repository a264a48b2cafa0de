package dev.atscript.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.dialect.Alterations;
import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.Renaming;
import dev.atscript.db.dialect.Sessions;
import dev.atscript.db.dialect.Values;
import dev.atscript.db.dialect.ViewChanges;
import dev.atscript.db.dialect.sqlite.SqliteDialect;
import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SchemaSync;
import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code docs/extending.md} says. */
class ExtendingTest {

    private static final Set<Class<?>> PARTS =
            Set.of(Dialect.class, Alterations.class, Renaming.class, ViewChanges.class, Values.class, Sessions.class);
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @TempDir
    Path folder;

    /** SQLite's by another name. */
    private static Dialect dialect() {
        Dialect sqlite = new SqliteDialect();
        return (Dialect) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(), new Class<?>[] {Dialect.class}, (self, method, arguments) -> {
                    if (method.getName().equals("name")) {
                        return "mine";
                    }
                    try {
                        return method.invoke(sqlite, arguments);
                    } catch (InvocationTargetException ex) {
                        throw ex.getCause();
                    }
                });
    }

    @Test
    void anApplicationCanHaveADialectOfItsOwn() throws Exception {
        Path file = Files.writeString(
                folder.resolve("users.as"), "@db.table 'users' interface User { @meta.id id: number.int }");
        try (TestDatabase database = SqliteFiles.createDatabase();
                ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                        .run(
                                "--spring.datasource.url=" + database.jdbcUrl(),
                                "--spring.main.web-application-type=none",
                                "--spring.jmx.enabled=false",
                                "--atscript.db.locations=" + file.toUri())) {
            assertThat(context.getBean(DbSpace.class).dialect().name()).isEqualTo("mine");
            assertThat(context.getBean(SchemaSync.class).state().tracked()).containsExactly("users");
        }
    }

    @Test
    void thePageNamesEveryMethod() {
        List<List<String>> rows = Page.of("docs/extending.md").tables().get(1).rows();
        for (Class<?> part : PARTS) {
            String methods = rows.stream()
                    .filter(row -> row.get(1).equals("`" + part.getSimpleName() + "`"))
                    .map(row -> row.get(2))
                    .collect(Collectors.joining(" "));
            assertThat(NAME.matcher(methods).results().map(match -> match.group(1)))
                    .as(part.getSimpleName())
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(part.getDeclaredMethods())
                            .filter(method -> !PARTS.contains(method.getReturnType()))
                            .map(Method::getName)
                            .distinct()
                            .toList());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        DbSpace space(DataSource dataSource) {
            return new DbSpace("default", dataSource, dialect(), "default");
        }
    }
}
