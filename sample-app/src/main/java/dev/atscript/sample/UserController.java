package dev.atscript.sample;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Users; role, settings and the time of creation come from the database's defaults. */
@RestController
@RequestMapping("/users")
class UserController {

    record User(
            long id,
            String email,
            String displayName,
            String role,
            boolean active,
            @Nullable String city,
            long createdAt) {}

    record NewUser(
            String email, String displayName, @Nullable String city) {
        NewUser {
            // What a record throws while it is read from JSON is answered with 400.
            Objects.requireNonNull(email, "email is required");
            Objects.requireNonNull(displayName, "displayName is required");
        }
    }

    private final JdbcClient jdbc;

    UserController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping
    List<User> all() {
        return jdbc.sql("""
                        SELECT "id", "email", "displayName", "role", "active", "location__city" AS "city", "createdAt"
                        FROM "users" ORDER BY "id"
                        """).query(User.class).list();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    User create(@RequestBody NewUser user) {
        return jdbc.sql("""
                        INSERT INTO "users" ("email", "displayName", "location__city") VALUES (:email, :displayName, :city)
                        RETURNING "id", "email", "displayName", "role", "active", "location__city" AS "city", "createdAt"
                        """)
                .param("email", user.email())
                .param("displayName", user.displayName())
                .param("city", user.city())
                .query(User.class)
                .single();
    }
}
