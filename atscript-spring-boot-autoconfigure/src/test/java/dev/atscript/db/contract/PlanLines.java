package dev.atscript.db.contract;

import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.sync.SyncChange;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan as lines that say the same of every dialect: entries that are not in sync, each with its changes. */
final class PlanLines implements Change.Cases<String> {

    private PlanLines() {}

    static List<String> of(SyncPlan plan) {
        List<String> lines = new ArrayList<>();
        for (SyncEntry entry : plan.entries()) {
            if (entry.status() == SyncEntry.Status.IN_SYNC) {
                continue;
            }
            lines.add(entry.status().name().toLowerCase(Locale.ROOT) + " " + entry.name());
            for (SyncChange change : entry.changes()) {
                lines.addAll(lines(change));
            }
            entry.notes().forEach(note -> lines.add("note: " + note));
        }
        return lines.isEmpty() ? List.of("nothing") : lines;
    }

    private static List<String> lines(SyncChange change) {
        List<String> lines = new ArrayList<>();
        lines.add(change.change().accept(new PlanLines()) + loss(change) + (change.skipped() ? ", skipped" : ""));
        if (change.change() instanceof Change.RecreateTable recreation) {
            recreation.reasons().forEach(reason -> lines.add(reason.accept(new PlanLines())));
        }
        return lines;
    }

    private static String loss(SyncChange change) {
        if (!change.destructive()) {
            return "";
        }
        return ", losing " + (change.loss().isEmpty() ? "values" : change.loss());
    }

    @Override
    public String createTable(Change.CreateTable change) {
        return "create table";
    }

    @Override
    public String dropTable(Change.DropTable change) {
        return "drop table";
    }

    @Override
    public String renameTable(Change.RenameTable change) {
        return "rename " + change.from() + " to " + change.to();
    }

    @Override
    public String recreateTable(Change.RecreateTable change) {
        return change.keepRows() ? "recreate" : "recreate empty";
    }

    @Override
    public String addColumn(Change.AddColumn change) {
        return "add column " + change.column().name() + (change.fill() == null ? "" : " filled with " + change.fill());
    }

    @Override
    public String dropColumn(Change.DropColumn change) {
        return "drop column " + change.column().name();
    }

    @Override
    public String renameColumn(Change.RenameColumn change) {
        return "rename column " + change.from() + " to " + change.to();
    }

    @Override
    public String alterColumn(Change.AlterColumn change) {
        return "alter column " + change.to().name() + ": "
                + change.aspects().stream()
                        .map(aspect -> aspect.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + (change.fill() == null ? "" : " filled with " + change.fill());
    }

    @Override
    public String changePrimaryKey(Change.ChangePrimaryKey change) {
        return "key ("
                + (change.from() == null ? "" : String.join(", ", change.from().columns())) + ") to ("
                + (change.to() == null ? "" : String.join(", ", change.to().columns())) + ")";
    }

    @Override
    public String createIndex(Change.CreateIndex change) {
        return "create " + index(change.index());
    }

    @Override
    public String dropIndex(Change.DropIndex change) {
        return "drop " + index(change.index());
    }

    @Override
    public String renameIndex(Change.RenameIndex change) {
        return "rename " + index(change.index());
    }

    private static String index(PhysicalIndex index) {
        return index.kind().name().toLowerCase(Locale.ROOT) + " index "
                + index.parts().stream()
                        .map(part -> part.column() + (part.descending() ? " desc" : ""))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    @Override
    public String addForeignKey(Change.AddForeignKey change) {
        return "add " + foreignKey(change.foreignKey());
    }

    @Override
    public String dropForeignKey(Change.DropForeignKey change) {
        return "drop " + foreignKey(change.foreignKey());
    }

    @Override
    public String renameForeignKey(Change.RenameForeignKey change) {
        return "rename " + foreignKey(change.foreignKey());
    }

    @Override
    public String createView(Change.CreateView change) {
        return change.definition().materialized() ? "create materialized view" : "create view";
    }

    @Override
    public String dropView(Change.DropView change) {
        return "drop view";
    }

    @Override
    public String replaceView(Change.ReplaceView change) {
        return "replace view";
    }

    @Override
    public String renameView(Change.RenameView change) {
        return "rename view " + change.definition().name() + " to " + change.to();
    }

    private static String foreignKey(PhysicalForeignKey key) {
        return "foreign key (" + String.join(", ", key.columns()) + ") to " + key.target() + " ("
                + String.join(", ", key.targetColumns()) + ")";
    }
}
