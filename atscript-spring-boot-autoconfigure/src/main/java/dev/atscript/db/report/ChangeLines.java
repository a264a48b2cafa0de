package dev.atscript.db.report;

import dev.atscript.db.report.Line.Sign;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines that tell of a change; the first is the change's own.
 *
 * @param wording how to call things
 * @param done whether the change was made, or is only planned
 */
record ChangeLines(Wording wording, boolean done) implements Change.Cases<List<Line>> {

    @Override
    public List<Line> createTable(Change.CreateTable change) {
        PhysicalTable table = change.definition();
        return table.columns().stream()
                .map(column -> Line.of(Sign.ADD, column.name())
                        .withType(
                                column.type(),
                                wording.marks(column, table.primaryKeyColumns().contains(column.name()))))
                .toList();
    }

    /** None: the entry's line says it all. */
    @Override
    public List<Line> dropTable(Change.DropTable change) {
        return List.of();
    }

    @Override
    public List<Line> renameTable(Change.RenameTable change) {
        return List.of(Line.of(Sign.CHANGE, change.from() + " → " + change.to()).withLabel(renamed()));
    }

    @Override
    public List<Line> recreateTable(Change.RecreateTable change) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(Sign.CHANGE, change.keepRows() ? "new table, rows copied" : "new table, rows dropped")
                .withLabel(done ? "recreated" : "recreate"));
        change.reasons().stream()
                .flatMap(reason -> reason.accept(this).stream())
                .map(line -> line.withDepth(line.depth() + 1))
                .forEach(lines::add);
        return lines;
    }

    @Override
    public List<Line> addColumn(Change.AddColumn change) {
        PhysicalColumn column = change.column();
        return List.of(Line.of(Sign.ADD, column.name())
                .withType(column.type(), wording.marks(column, false))
                .withNote(fill(change.fill())));
    }

    @Override
    public List<Line> dropColumn(Change.DropColumn change) {
        return List.of(Line.of(Sign.DROP, change.column().name())
                .withType(change.column().type(), "")
                .withLabel(dropped()));
    }

    @Override
    public List<Line> renameColumn(Change.RenameColumn change) {
        return List.of(Line.of(Sign.CHANGE, change.from() + " → " + change.to()).withLabel(renamed()));
    }

    @Override
    public List<Line> alterColumn(Change.AlterColumn change) {
        List<String> differences = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        PhysicalColumn from = change.from();
        PhysicalColumn to = change.to();
        for (Change.Aspect aspect : change.aspects()) {
            switch (aspect) {
                case TYPE -> {
                    differences.add(type(from) + " → " + type(to));
                    labels.add("type");
                }
                case NULLABILITY -> {
                    differences.add(wording.nullability(from) + " → " + wording.nullability(to));
                    labels.add("null");
                }
                case DEFAULT -> {
                    differences.add(wording.defaultChange(from, to));
                    labels.add("default");
                }
                case COLLATION -> {
                    differences.add(wording.collation(from) + " → " + wording.collation(to));
                    labels.add("collation");
                }
                case IDENTITY -> {
                    differences.add(wording.identity(from) + " → " + wording.identity(to));
                    labels.add("identity");
                }
            }
        }
        return List.of(Line.of(Sign.CHANGE, to.name())
                .withType(String.join(", ", differences), "")
                .withLabel(String.join(", ", labels))
                .withNote(fill(change.fill())));
    }

    private static String type(PhysicalColumn column) {
        return column.type() + (column.generated() ? " GENERATED" : "");
    }

    private String fill(@Nullable String expression) {
        return expression == null ? "" : "rows without a value " + (done ? "got " : "get ") + wording.sql(expression);
    }

    @Override
    public List<Line> changePrimaryKey(Change.ChangePrimaryKey change) {
        if (change.from() == null) {
            return List.of(Line.of(Sign.ADD, "PRIMARY KEY " + wording.primaryKey(change.to())));
        }
        if (change.to() == null) {
            return List.of(Line.of(Sign.DROP, "PRIMARY KEY " + wording.primaryKey(change.from()))
                    .withLabel(dropped()));
        }
        String keys = wording.primaryKey(change.from()) + " → " + wording.primaryKey(change.to());
        return List.of(Line.of(Sign.CHANGE, "PRIMARY KEY " + keys).withLabel("key"));
    }

    @Override
    public List<Line> createIndex(Change.CreateIndex change) {
        return List.of(Line.of(Sign.ADD, wording.index(change.index())));
    }

    @Override
    public List<Line> dropIndex(Change.DropIndex change) {
        return List.of(Line.of(Sign.DROP, wording.index(change.index())).withLabel(dropped()));
    }

    @Override
    public List<Line> renameIndex(Change.RenameIndex change) {
        return List.of(Line.of(Sign.CHANGE, "INDEX " + change.index().name() + " → " + change.to())
                .withLabel(renamed()));
    }

    @Override
    public List<Line> addForeignKey(Change.AddForeignKey change) {
        return List.of(Line.of(Sign.ADD, wording.foreignKey(change.foreignKey())));
    }

    @Override
    public List<Line> dropForeignKey(Change.DropForeignKey change) {
        return List.of(
                Line.of(Sign.DROP, wording.foreignKey(change.foreignKey())).withLabel(dropped()));
    }

    @Override
    public List<Line> renameForeignKey(Change.RenameForeignKey change) {
        return List.of(Line.of(Sign.CHANGE, "FOREIGN KEY " + change.foreignKey().name() + " → " + change.to())
                .withLabel(renamed()));
    }

    /** None: the entry's line says it all. */
    @Override
    public List<Line> createView(Change.CreateView change) {
        return List.of();
    }

    /** None: the entry's line says it all. */
    @Override
    public List<Line> dropView(Change.DropView change) {
        return List.of();
    }

    @Override
    public List<Line> replaceView(Change.ReplaceView change) {
        return List.of(Line.of(Sign.CHANGE, "definition").withLabel(done ? "replaced" : "replace"));
    }

    @Override
    public List<Line> renameView(Change.RenameView change) {
        return List.of(Line.of(Sign.CHANGE, change.definition().name() + " → " + change.to())
                .withLabel(renamed()));
    }

    private String renamed() {
        return done ? "renamed" : "rename";
    }

    private String dropped() {
        return done ? "dropped" : "drop";
    }
}
