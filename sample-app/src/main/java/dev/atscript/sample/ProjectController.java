package dev.atscript.sample;

import java.math.BigDecimal;
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

/** Projects, with the name of who leads them and how much there is to do. */
@RestController
@RequestMapping("/projects")
class ProjectController {

    record Project(
            long id,
            String code,
            String title,
            String lead,
            @Nullable BigDecimal budget,
            long openTasks) {}

    record NewProject(
            String code,
            String title,
            long leadId,
            @Nullable BigDecimal budget) {
        NewProject {
            Objects.requireNonNull(code, "code is required");
            Objects.requireNonNull(title, "title is required");
        }
    }

    private static final String SELECT = """
            SELECT p."id", p."code", p."title", u."displayName" AS "lead", p."budget",
              (SELECT count(*) FROM "tasks" t WHERE t."projectId" = p."id" AND t."status" <> 'done') AS "openTasks"
            FROM "projects" p JOIN "users" u ON u."id" = p."leadId"
            """;

    private final JdbcClient jdbc;

    ProjectController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping
    List<Project> all() {
        return jdbc.sql(SELECT + "ORDER BY p.\"code\"").query(Project.class).list();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Project create(@RequestBody NewProject project) {
        long id = jdbc.sql("""
                        INSERT INTO "projects" ("code", "title", "leadId", "budget")
                        VALUES (:code, :title, :leadId, :budget) RETURNING "id"
                        """)
                .param("code", project.code())
                .param("title", project.title())
                .param("leadId", project.leadId())
                .param("budget", project.budget())
                .query(Long.class)
                .single();
        return jdbc.sql(SELECT + "WHERE p.\"id\" = :id")
                .param("id", id)
                .query(Project.class)
                .single();
    }
}
