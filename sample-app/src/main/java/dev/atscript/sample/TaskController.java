package dev.atscript.sample;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.type.TypeReference;

/** Tasks of a project, and their way to done. */
@RestController
class TaskController {

    record Item(String text, boolean done) {}

    record Task(
            long id,
            String name,
            String title,
            String status,
            int priority,
            @Nullable String assignee,
            List<Item> checklist,
            long version) {}

    record NewTask(
            String title,
            @Nullable Long assigneeId,
            @Nullable List<Item> checklist) {
        NewTask {
            Objects.requireNonNull(title, "title is required");
        }
    }

    /** A new status, and the version of the task that the client has seen. */
    record StatusChange(String status, long version) {
        StatusChange {
            Objects.requireNonNull(status, "status is required");
        }
    }

    private static final String SELECT = """
            SELECT t."id", p."code", t."number", t."title", t."status", t."priority", u."displayName", t."checklist",
              t."version"
            FROM "tasks" t JOIN "projects" p ON p."id" = t."projectId" LEFT JOIN "users" u ON u."id" = t."assigneeId"
            """;

    private final JdbcClient jdbc;

    TaskController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/projects/{code}/tasks")
    List<Task> ofProject(@PathVariable String code) {
        return jdbc.sql(SELECT + "WHERE p.\"code\" = :code ORDER BY t.\"priority\", t.\"number\"")
                .param("code", code)
                .query(TaskController::task)
                .list();
    }

    @GetMapping("/tasks/{id}")
    Task one(@PathVariable long id) {
        return jdbc.sql(SELECT + "WHERE t.\"id\" = :id")
                .param("id", id)
                .query(TaskController::task)
                .optional()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no task " + id));
    }

    @PostMapping("/projects/{code}/tasks")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    public Task create(@PathVariable String code, @RequestBody NewTask task) {
        List<Item> checklist = task.checklist();
        long id = jdbc.sql("""
                        INSERT INTO "tasks" ("projectId", "number", "title", "assigneeId", "checklist")
                        SELECT p."id", coalesce((SELECT max("number") FROM "tasks" WHERE "projectId" = p."id"), 0) + 1,
                          :title, :assigneeId, :checklist
                        FROM "projects" p WHERE p."code" = :code
                        RETURNING "id"
                        """)
                .param("code", code)
                .param("title", task.title())
                .param("assigneeId", task.assigneeId(), java.sql.Types.BIGINT)
                .param("checklist", Json.parameter(checklist == null ? List.of() : checklist))
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no project " + code));
        return one(id);
    }

    @PatchMapping("/tasks/{id}")
    Task changeStatus(@PathVariable long id, @RequestBody StatusChange change) {
        int changed = jdbc.sql("""
                        UPDATE "tasks" SET "status" = :status, "version" = "version" + 1
                        WHERE "id" = :id AND "version" = :version
                        """)
                .param("status", change.status())
                .param("id", id)
                .param("version", change.version())
                .update();
        Task task = one(id);
        if (changed == 0) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT,
                    "Somebody changed " + task.name() + " meanwhile: it is at version " + task.version());
        }
        return task;
    }

    private static Task task(ResultSet row, int number) throws SQLException {
        return new Task(
                row.getLong("id"),
                row.getString("code") + "-" + row.getInt("number"),
                row.getString("title"),
                row.getString("status"),
                row.getInt("priority"),
                row.getString("displayName"),
                Json.read(row.getString("checklist"), new TypeReference<List<Item>>() {}),
                row.getLong("version"));
    }
}
