package dev.atscript.db.contract;

import dev.atscript.db.contract.GeneratedModel.Column;
import dev.atscript.db.contract.GeneratedModel.Index;
import dev.atscript.db.contract.GeneratedModel.Reference;
import dev.atscript.db.contract.GeneratedModel.Table;
import dev.atscript.db.contract.GeneratedModel.Type;
import dev.atscript.db.contract.GeneratedModel.View;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The kinds of changes that chance makes of a model; one that does not fit the model leaves it as it is. */
enum ModelEdit {
    ADD_COLUMN((by, model) -> by.addColumn(by.anyTable(model))),
    DROP_COLUMN(ModelEdit::dropColumn),
    RENAME_COLUMN((by, model) -> by.any(by.anyTable(model).columns).name = by.name()),
    SWAP_COLUMNS(ModelEdit::swapColumns),
    COLUMN_WITH_A_NAME_GIVEN_UP((by, model) -> succeedColumn(by, by.anyTable(model))),
    NULLABILITY(plain(column -> true, (by, column) -> column.optional = !column.optional)),
    DEFAULT_ON_OR_OFF(plain(column -> true, (by, column) -> column.choice = column.choice == 0 ? 1 : 0)),
    ANOTHER_DEFAULT(plain(column -> column.choice > 0, (by, column) -> column.choice++)),
    GENERATED_DEFAULT(plain(
            column -> column.type == Type.TEXT || column.type == Type.LONG,
            (by, column) -> column.choice = column.type.defaults().size())),
    TYPE(plain(column -> true, (by, column) -> retype(column, by.any(List.of(Type.values()))))),
    LENGTH(plain(
            column -> column.type.isText(),
            (by, column) -> retype(column, by.any(List.of(Type.TEXT, Type.SHORT, Type.LONGER))))),
    PRECISION(plain(
            column -> column.type.isDecimal(),
            (by, column) -> retype(column, by.any(List.of(Type.MONEY, Type.FINER, Type.ROUGH))))),
    COLLATION((by, model) -> change(
            by,
            by.anyTable(model).columns,
            column -> column.reference == null && column.type.isText(),
            column -> column.collation = by.collation())),
    ADD_INDEX((by, model) -> by.addIndex(model.columns().toList())),
    DROP_INDEX((by, model) -> change(
            by, model.columns().toList(), column -> !column.indexes.isEmpty(), column -> column.indexes.remove(0))),
    INDEX_DIRECTION((by, model) -> reindex(by, model, "plain", by.direction())),
    FULL_TEXT_WEIGHT((by, model) -> reindex(by, model, "fulltext", by.weight())),
    PRIMARY_KEY(ModelEdit::changeKey),
    KEY_TYPE((by, model) -> retypeKey(by, by.anyTable(model))),
    NUMBERING((by, model) -> number(by.anyTable(model))),
    ADD_TABLE((by, model) -> by.addTable(model)),
    DROP_TABLE((by, model) -> {
        if (model.tables.size() > 1) {
            model.tables.remove(by.anyTable(model).key);
        }
    }),
    RENAME_TABLE((by, model) -> by.anyTable(model).name = by.name()),
    SWAP_TABLES((by, model) -> swapTables(by.anyTable(model), by.anyTable(model))),
    TABLE_WITH_A_NAME_GIVEN_UP((by, model) -> succeedTable(by, model, by.anyTable(model))),
    NAMESPACE((by, model) -> by.anyTable(model).namespace = by.namespace()),
    METHOD((by, model) -> by.anyTable(model).method = by.method()),
    ADD_REFERENCE((by, model) -> by.addReference(model)),
    LINK(ModelEdit::link),
    UNLINK(ModelEdit::unlink),
    RETARGET(ModelEdit::retarget),
    ON_DELETE(ofForeignKey((by, reference) -> reference.doing(by.action(), reference.onUpdate()))),
    ON_UPDATE(ofForeignKey((by, reference) -> reference.doing(reference.onDelete(), by.action()))),
    ADD_VIEW((by, model) -> by.addView(model)),
    DROP_VIEW(ofView((by, model, view) -> model.views.remove(view.key))),
    RENAME_VIEW(ofView((by, model, view) -> view.name = by.name())),
    SWAP_VIEWS(ofView((by, model, view) -> swapViews(view, by.any(List.copyOf(model.views.values()))))),
    VIEW_WITH_A_NAME_GIVEN_UP(ofView((by, model, view) -> succeedView(by, model, view))),
    VIEW_WITH_A_TABLES_NAME((by, model) -> standIn(by, model, by.anyTable(model))),
    VIEW_FILTER(ofView((by, model, view) -> view.filtered = !view.filtered)),
    VIEW_JOIN(ofView((by, model, view) -> {
        view.join = null;
        by.join(model, view);
    })),
    VIEW_GROUPS(ofView((by, model, view) -> {
        view.groups = null;
        by.group(model, view);
    })),
    VIEW_MATERIALIZED(ofView((by, model, view) -> view.materialized = !view.materialized));

    /** The kinds in turn, so that few pairs have all. */
    static ModelEdit inTurn(long seed) {
        return values()[Math.floorMod(seed, values().length)];
    }

    private interface Edit {
        void make(ModelGenerator by, GeneratedModel model);
    }

    private interface ColumnEdit {
        void make(ModelGenerator by, Column column);
    }

    private interface ReferenceEdit {
        Reference make(ModelGenerator by, Reference reference);
    }

    private interface ViewEdit {
        void make(ModelGenerator by, GeneratedModel model, View view);
    }

    private final Edit edit;

    ModelEdit(Edit edit) {
        this.edit = edit;
    }

    void make(ModelGenerator by, GeneratedModel model) {
        edit.make(by, model);
    }

    private static Edit plain(Predicate<Column> fits, ColumnEdit edit) {
        return (by, model) ->
                change(by, model.columns().toList(), fits.and(Column::isPlain), column -> edit.make(by, column));
    }

    private static void change(
            ModelGenerator by, List<Column> columns, Predicate<Column> fits, Consumer<Column> change) {
        List<Column> candidates = columns.stream().filter(fits).toList();
        if (!candidates.isEmpty()) {
            change.accept(by.any(candidates));
        }
    }

    private static Edit ofView(ViewEdit edit) {
        return (by, model) -> {
            if (!model.views.isEmpty()) {
                edit.make(by, model, by.any(List.copyOf(model.views.values())));
            }
        };
    }

    private static Edit ofForeignKey(ReferenceEdit edit) {
        return (by, model) -> change(by, model.columns().toList(), column -> column.reference != null, column -> {
            Reference made = edit.make(by, Objects.requireNonNull(column.reference));
            parts(model, made.key())
                    .forEach(part -> part.reference =
                            Objects.requireNonNull(part.reference).doing(made.onDelete(), made.onUpdate()));
        });
    }

    private static List<Column> parts(GeneratedModel model, int foreignKey) {
        return model.columns().filter(column -> column.isPartOf(foreignKey)).toList();
    }

    private static void dropColumn(ModelGenerator by, GeneratedModel model) {
        Table table = by.anyTable(model);
        change(
                by,
                table.columns,
                column -> !column.inKey,
                column -> table.columns.removeIf(other ->
                        other == column || column.reference != null && other.isPartOf(column.reference.key())));
    }

    /** Views go on to show what they have shown, by its new name, or keep their words. */
    private static void swapColumns(ModelGenerator by, GeneratedModel model) {
        Table table = by.anyTable(model);
        Column one = by.any(table.columns);
        Column other = by.any(table.columns);
        String name = one.name;
        one.name = other.name;
        other.name = name;
        if (by.oneIn(2)) {
            model.views.values().stream()
                    .filter(view -> view.table == table.key)
                    .forEach(view -> view.exchange(one.key, other.key));
        }
    }

    private static void swapTables(Table one, Table other) {
        String name = one.name;
        one.name = other.name;
        other.name = name;
    }

    private static void swapViews(View one, View other) {
        String name = one.name;
        one.name = other.name;
        other.name = name;
    }

    private static void succeedColumn(ModelGenerator by, Table table) {
        Column old = by.any(table.columns);
        by.addColumn(table);
        table.columns.get(table.columns.size() - 1).name = old.name;
        old.name = by.name();
    }

    private static void succeedTable(ModelGenerator by, GeneratedModel model, Table old) {
        by.addTable(model);
        Table made = last(model.tables.values());
        made.name = old.name;
        made.namespace = old.namespace;
        old.name = by.name();
    }

    private static void succeedView(ModelGenerator by, GeneratedModel model, View old) {
        by.addView(model);
        View made = last(model.views.values());
        if (made != old) {
            made.name = old.name;
            old.name = by.name();
        }
    }

    /** A view in the place of a table that has another name from now on, for who knows the old one. */
    private static void standIn(ModelGenerator by, GeneratedModel model, Table table) {
        int views = model.views.size();
        by.addView(model);
        if (model.views.size() > views && table.namespace == null) {
            last(model.views.values()).name = table.name;
            table.name = by.name();
        }
    }

    private static <T> T last(Collection<T> all) {
        return List.copyOf(all).get(all.size() - 1);
    }

    private static void retype(Column column, Type type) {
        column.type = type;
        column.indexes.removeIf(index -> index.is("fulltext"));
        column.collation = type.isText() ? column.collation : null;
    }

    private static void reindex(ModelGenerator by, GeneratedModel model, String kind, String argument) {
        change(
                by,
                model.columns().toList(),
                column -> column.indexes.stream().anyMatch(index -> index.is(kind)),
                column -> column.indexes.replaceAll((Index index) -> index.is(kind) ? index.with(argument) : index));
    }

    /** Another column joins the key or leaves it, where nobody points at the table. */
    private static void changeKey(ModelGenerator by, GeneratedModel model) {
        List<Column> candidates = model.tables.values().stream()
                .filter(table -> model.columns().noneMatch(column -> column.pointsTo(table.key)))
                .flatMap(table -> table.columns.stream().skip(1))
                .toList();
        change(by, candidates, column -> column.reference == null && column.type == Type.INT, column -> {
            column.inKey = !column.inKey;
            column.optional = false;
        });
    }

    /** Whatever points at it follows. */
    private static void retypeKey(ModelGenerator by, Table table) {
        Column first = table.columns.get(0);
        retype(first, by.any(List.of(Type.SHORT, Type.LONG, Type.INT, Type.LONGER)));
        first.increment = false;
    }

    private static void number(Table table) {
        Column first = table.columns.get(0);
        if (first.type == Type.LONG && table.primaryKey().size() == 1) {
            first.increment = !first.increment;
        }
    }

    /** A column that is there becomes a foreign key. */
    private static void link(ModelGenerator by, GeneratedModel model) {
        Table target = by.anyTable(model);
        int place = place(by, target);
        int key = by.next();
        Reference reference = new Reference(key, target.key, place, by.action(), by.action());
        Type type = model.typeOf(model.targetOf(reference));
        change(by, model.columns().toList(), column -> column.isPlain() && column.type == type, column -> {
            column.optional = true;
            column.reference = reference;
            column.indexes.removeIf(index -> index.is("fulltext"));
        });
    }

    /** What a foreign key of one column can point at. */
    private static int place(ModelGenerator by, Table target) {
        List<Column> key = target.primaryKey();
        return key.size() == 1 && !by.oneIn(3) ? key.get(0).key : Table.ROW;
    }

    private static void unlink(ModelGenerator by, GeneratedModel model) {
        change(by, model.columns().toList(), column -> column.reference != null, column -> {
            for (Column part :
                    parts(model, Objects.requireNonNull(column.reference).key())) {
                part.type = model.typeOf(part);
                part.reference = null;
            }
        });
    }

    private static void retarget(ModelGenerator by, GeneratedModel model) {
        Table target = by.anyTable(model);
        int place = place(by, target);
        change(
                by,
                model.columns().toList(),
                column -> column.reference != null
                        && parts(model, column.reference.key()).size() == 1,
                column -> column.reference =
                        Objects.requireNonNull(column.reference).to(target.key, place));
    }
}
