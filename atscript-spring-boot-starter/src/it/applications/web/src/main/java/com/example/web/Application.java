package com.example.web;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class Application {

    private final JdbcTemplate jdbc;

    Application(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }

    @GetMapping("/users")
    List<String> users() {
        return jdbc.queryForList("SELECT name FROM users ORDER BY name", String.class);
    }
}
