package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells which view can get another definition in place: what it has keeps its place and type, and what is new comes behind. */
final class ViewReplacement {

    /** A column in the definition of a desired view. */
    private static final Pattern COLUMN = Pattern.compile("\"((?:[^\"]|\"\")*)\"\\.\"((?:[^\"]|\"\")*)\"");

    private final Dialect dialect;
    private final PlannedRenames renames;

    ViewReplacement(Dialect dialect, PlannedRenames renames) {
        this.dialect = dialect;
        this.renames = renames;
    }

    /**
     * The view that takes the place of one there is, none of whose columns changes its type below it.
     *
     * @param view as it is, with the definition that sync gave it
     * @param desired as the model has it
     * @return with what becomes of the columns there are, in their order, before the others; empty where the view has to go
     */
    Optional<PhysicalView> of(PhysicalView view, PhysicalView desired) {
        if (!dialect.viewChanges().replacesViews() || view.materialized() || desired.materialized()) {
            return Optional.empty();
        }
        List<String> first = new ArrayList<>();
        for (String column : view.columns()) {
            List<String> same = successors(column, view, desired);
            if (same.size() != 1 || first.contains(same.get(0))) {
                return Optional.empty();
            }
            first.addAll(same);
        }
        return Optional.of(desired.beginningWith(first));
    }

    /** The column of that name, or those of new names, that select the same. */
    private List<String> successors(String column, PhysicalView view, PhysicalView desired) {
        String before = view.expressions().get(column);
        Map<String, String> after = desired.expressions();
        return desired.columns().stream()
                .filter(other -> after.containsKey(column)
                        ? other.equals(column)
                        : !view.columns().contains(other))
                .filter(other -> isSame(before, view, after.get(other), desired))
                .toList();
    }

    /** Which columns take the places of those of a view, with its definition as sync gave it, that the model has no longer. */
    ViewHeirs heirs(PhysicalView view, PhysicalView desired) {
        boolean told = !view.expressions().isEmpty();
        List<String> come = desired.columns().stream()
                .filter(column -> !view.columns().contains(column))
                .toList();
        Map<String, List<String>> candidates = new HashMap<>();
        view.columns().stream()
                .filter(column -> !desired.columns().contains(column))
                .forEach(column -> candidates.put(column, told ? successors(column, view, desired) : come));
        return new ViewHeirs(candidates, told);
    }

    private boolean isSame(@Nullable String before, PhysicalView view, @Nullable String after, PhysicalView desired) {
        if (before == null || after == null) {
            return false;
        }
        String now = resolved(before, view, (table, column) -> table + "." + column);
        return now != null && now.equals(resolved(after, desired, this::live));
    }

    /** What a column is called now; a new one may have the name of another that gets a new one. */
    private String live(QualifiedName table, String column) {
        PhysicalTable there = renames.after().table(table);
        boolean isNew = there == null ? renames.liveTables().containsValue(table) : there.column(column) == null;
        return isNew ? "" : renames.liveName(table) + "." + renames.liveColumn(table, column);
    }

    /** An expression with other names for columns; null where it cannot be told which table one is of. */
    private static @Nullable String resolved(
            String expression, PhysicalView view, BiFunction<QualifiedName, String, String> names) {
        StringBuilder resolved = new StringBuilder();
        Matcher matcher = COLUMN.matcher(expression);
        while (matcher.find()) {
            String alias = unquoted(matcher.group(1));
            List<QualifiedName> tables = view.uses().keySet().stream()
                    .filter(table ->
                            table.name().equals(alias) || table.toString().equals(alias))
                    .toList();
            if (tables.size() != 1) {
                return null;
            }
            matcher.appendReplacement(
                    resolved, Matcher.quoteReplacement(names.apply(tables.get(0), unquoted(matcher.group(2)))));
        }
        return matcher.appendTail(resolved).toString();
    }

    private static String unquoted(@Nullable String name) {
        return String.valueOf(name).replace("\"\"", "\"");
    }
}
