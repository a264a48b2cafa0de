package dev.atscript.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.dialect.Dialect;
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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
        Table methods = Page.of("docs/extending.md").tables().get(1);
        List<String> named = Pattern.compile("`(\\w+)`")
                .matcher(String.join(" ", methods.column(1).toList()))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Dialect.class.getDeclaredMethods())
                        .map(Method::getName)
                        .distinct()
                        .toList());
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
