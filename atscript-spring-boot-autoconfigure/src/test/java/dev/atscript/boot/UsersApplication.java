package dev.atscript.boot;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the users of {@link AsFiles#USERS} at {@code /users}. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(UsersApplication.Users.class)
class UsersApplication {

    /** With one web server at a time: of two, Boot takes Tomcat, and fails with both where management has its own port. */
    static SpringApplication on(WebApplicationType stack) {
        return stack == WebApplicationType.REACTIVE
                ? new SpringApplication(new DefaultResourceLoader(WithoutJars.tomcat()), UsersApplication.class)
                : new SpringApplication(UsersApplication.class);
    }

    @RestController
    static class Users {

        private final JdbcTemplate jdbc;

        Users(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @GetMapping("/users")
        List<String> names() {
            return jdbc.queryForList("SELECT name FROM users", String.class);
        }

        @PostMapping("/users")
        void add() {
            jdbc.update("INSERT INTO users (id, name) VALUES (1, 'Ada')");
        }
    }
}
