package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.ModulesOnRequest;
import dev.atscript.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** Who is shown values at the endpoint of an application with Spring Security, on both web stacks. */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
class AuthorizedValuesTest {

    private static final String SECRET = "geheim";
    private static final String ACTUATOR_JSON = "application/vnd.spring-boot.actuator.v3+json";

    @Parameter
    WebApplicationType stack;

    @TempDir
    Path folder;

    private TestDatabase database;

    @BeforeEach
    void create() {
        database = DatabaseKind.SQLITE.create();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    /** Lets everybody in, and knows some by their passwords. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class ServletSecurity {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        InMemoryUserDetailsManager users() {
            return new InMemoryUserDetailsManager(USERS);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class ReactiveSecurity {

        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        MapReactiveUserDetailsService users() {
            return new MapReactiveUserDetailsService(USERS);
        }
    }

    private static final List<UserDetails> USERS = List.of(user("operator", "OPS"), user("developer", "DEV"));

    private static UserDetails user(String name, String role) {
        return User.withUsername(name).password(name).roles(role).build();
    }

    /** The usual one encodes a password anew that is plain, and needs a tenth of a second for each request from then on. */
    @Configuration(proxyBeanMethods = false)
    static class PlainPasswords {

        @Bean
        PasswordEncoder plainPasswords() {
            return new PasswordEncoder() {
                @Override
                public String encode(CharSequence password) {
                    return password.toString();
                }

                @Override
                public boolean matches(CharSequence password, String encoded) {
                    return password.toString().equals(encoded);
                }
            };
        }
    }

    @ParameterizedTest
    @CsvSource({
        "when-authorized, OPS,          operator",
        "when-authorized, '',           operator developer",
        "never,           OPS,          nobody",
        "always,          OPS,          operator developer anonymous",
    })
    void areShownToWhomTheyAreMeant(String showValues, String roles, String shown) {
        List<String> authorized = List.of(shown.split(" "));
        try (HttpApplication http = start(showValues, roles)) {
            http.awaitStart();
            for (String user : List.of("operator", "developer", "anonymous")) {
                for (String path : List.of("", "/users", "?live=true", "/users?live=true")) {
                    for (String format : List.of("application/json", ACTUATOR_JSON, "text/plain", "*/*")) {
                        HttpResponse<String> answer = get(http, path, format, user, user);
                        assertThat(answer.statusCode()).isEqualTo(200);
                        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                                .startsWith(format.equals("*/*") ? ACTUATOR_JSON : format);
                        assertThat(answer.body()).contains("users");
                        if (path.contains("live")) {
                            // A database that is in sync has nothing to show.
                            assertThat(answer.body()).doesNotContain(SECRET);
                        } else if (authorized.contains(user)) {
                            assertThat(answer.body())
                                    .as(user + path)
                                    .contains(SECRET)
                                    .doesNotContain("******");
                        } else {
                            assertThat(answer.body())
                                    .as(user + path)
                                    .contains("******")
                                    .doesNotContain(SECRET);
                        }
                    }
                }
            }
            assertThat(get(http, "", "application/json", "operator", "wrong").statusCode())
                    .isEqualTo(401);
        }
    }

    private static HttpResponse<String> get(
            HttpApplication http, String path, String format, String user, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        String[] accept = {"Accept", format};
        String[] authorization =
                user.equals("anonymous") ? new String[0] : new String[] {"Authorization", "Basic " + credentials};
        return http.get(
                "/actuator/atscript" + path,
                Stream.of(accept, authorization).flatMap(Stream::of).toArray(String[]::new));
    }

    private HttpApplication start(String showValues, String roles) {
        SpringApplication application = UsersApplication.on(stack);
        application.addPrimarySources(List.of(ServletSecurity.class, ReactiveSecurity.class, PlainPasswords.class));
        String model = AsFiles.USERS.replace("name?", "@db.default '" + SECRET + "'\n    name");
        return HttpApplication.start(
                application,
                stack,
                List.of(
                        ModulesOnRequest.property("security"),
                        new AsFiles(folder).write(model).property(),
                        "spring.datasource.url=" + database.jdbcUrl(),
                        "management.endpoints.web.exposure.include=atscript",
                        "management.endpoint.atscript.show-values=" + showValues,
                        "management.endpoint.atscript.roles=" + roles),
                () -> {});
    }
}
