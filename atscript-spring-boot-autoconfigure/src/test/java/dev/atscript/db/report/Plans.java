package dev.atscript.db.report;

import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PrimaryKey;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.sync.SyncChange;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncEntry.Kind;
import dev.atscript.db.sync.SyncEntry.Status;
import dev.atscript.db.sync.SyncPlan;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans made by hand. */
public final class Plans {

    static final String HASH = "9f3c2ab14d5e6f70";

    private Plans() {}

    /** The plan that the documentation shows. */
    public static SyncPlan documented() {
        return plan(
                table("users", Status.CREATE, change(new Change.CreateTable(users()))),
                table(
                        "posts",
                        Status.ALTER,
                        change(new Change.AddColumn(name("posts"), column("published_at", "BIGINT"), null)),
                        change(new Change.RenameColumn(name("posts"), "title_text", "title")),
                        lossy(new Change.DropColumn(name("posts"), column("old_column", "TEXT")), "1,204 values")),
                table("comments", Status.IN_SYNC),
                entry("active_users", Kind.VIEW, Status.CREATE),
                entry("legacy_report", Kind.EXTERNAL_VIEW, Status.IN_SYNC));
    }

    static PhysicalTable users() {
        return new PhysicalTable(
                name("users"),
                List.of(required("id", "BIGINT", null), column("name", "TEXT")),
                new PrimaryKey(null, List.of("id")),
                List.of(),
                List.of(),
                List.of());
    }

    static SyncPlan plan(SyncEntry... entries) {
        List<SqlStatement> statements = Arrays.stream(entries)
                .flatMap(entry -> entry.changes().stream())
                .flatMap(change -> change.statements().stream())
                .toList();
        return new SyncPlan(HASH, List.of(entries), statements);
    }

    static SyncEntry table(String name, Status status, SyncChange... changes) {
        return new SyncEntry(name(name), Kind.TABLE, status, List.of(changes), List.of(), false, List.of(), "");
    }

    static SyncEntry entry(String name, Kind kind, Status status, SyncChange... changes) {
        return new SyncEntry(name(name), kind, status, List.of(changes), List.of(), false, List.of(), "");
    }

    static SyncChange change(Change change, String... statements) {
        return new SyncChange(
                change,
                false,
                "",
                List.of(),
                "",
                false,
                Arrays.stream(statements).map(SqlStatement::of).toList());
    }

    static SyncChange lossy(Change change, String loss) {
        return new SyncChange(change, true, loss, List.of(), "", false, List.of());
    }

    static SyncChange skipped(Change change, String loss) {
        return new SyncChange(change, true, loss, List.of(), "", true, List.of());
    }

    static PhysicalColumn column(String name, String type) {
        return new PhysicalColumn(name, type, true, null, "", null, false);
    }

    static PhysicalColumn required(String name, String type, @Nullable String defaultValue) {
        return new PhysicalColumn(name, type, false, defaultValue, "", null, false);
    }

    static QualifiedName name(String name) {
        return QualifiedName.of(name);
    }
}
