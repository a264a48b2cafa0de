package dev.atscript.db.sync;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks after what is not ours of a view that is made anew. */
final class ViewBystanders {

    /** What belongs to a view that is materialized, or to one that is not. */
    private static final Map<UnmanagedObject.Kind, String> OF_ONE_KIND = Map.of(
            UnmanagedObject.Kind.INDEX, "an index",
            UnmanagedObject.Kind.STATISTICS, "statistics",
            UnmanagedObject.Kind.TRIGGER, "a trigger or rule",
            UnmanagedObject.Kind.TABLE_OPTION, "an option",
            UnmanagedObject.Kind.CHECK_OPTION, "an option");

    /** What a column of a view has, and another one that takes its place can have. */
    private static final Map<UnmanagedObject.Kind, String> OF_COLUMN = Map.of(
            UnmanagedObject.Kind.COMMENT, "a comment",
            UnmanagedObject.Kind.GRANT, "privileges",
            UnmanagedObject.Kind.TABLE_OPTION, "an option");

    private static final Pattern NOT_WRITABLE = Pattern.compile("\n(LEFT JOIN|INNER JOIN|GROUP BY|HAVING) ");

    private ViewBystanders() {}

    /** What is not ours of a view that is made anew, with the columns that take the places of others. */
    static List<UnmanagedObject> inherited(List<UnmanagedObject> followed, ViewHeirs heirs) {
        return followed.stream()
                .map(object -> OF_COLUMN.containsKey(object.kind())
                        ? object.withColumn(heirs.of(object.column()).orElse(object.column()))
                        : object)
                .toList();
    }

    /** Tells of what cannot be carried over, and does little harm. */
    static void tellWhatChanges(EntryDraft draft, PhysicalView view) {
        view.unmanaged().stream()
                .filter(object -> object.kind() == UnmanagedObject.Kind.NOT_CARRIED_OVER)
                .map(UnmanagedObject::name)
                .distinct()
                .forEach(draft::note);
    }

    /** Refuses what may be meant for another column. */
    static void refuseDoubts(EntryDraft draft, PhysicalView view, ViewHeirs heirs) {
        view.unmanaged().stream()
                .filter(object -> OF_COLUMN.containsKey(object.kind())
                        && !heirs.inDoubt(object.column()).isEmpty())
                .map(object -> "column " + object.column() + " goes, and has " + OF_COLUMN.get(object.kind())
                        + ", which sync did not make, and which may be meant for "
                        + String.join(" or ", heirs.inDoubt(object.column()))
                        + ": take that away before, and give it to the right one afterwards")
                .distinct()
                .forEach(draft::error);
    }

    /** What is not ours of a view after renames, its own to that name among them. */
    static List<UnmanagedObject> followed(
            PhysicalView view, QualifiedName name, List<Change> renames, Dialect dialect) {
        List<Change> all = new ArrayList<>(renames);
        if (!name.equals(view.name())) {
            all.add(new Change.RenameView(view, name));
        }
        List<UnmanagedObject> followed = new ArrayList<>();
        for (UnmanagedObject object : view.unmanaged()) {
            UnmanagedObject after = object;
            for (Change rename : all) {
                after = dialect.renaming().afterRename(after, view.name(), rename);
            }
            followed.add(after);
        }
        return followed;
    }

    /**
     * Refuses what cannot be carried over.
     *
     * @param lost the names of relations, and with a point behind them of columns, that nothing has after the run, or
     *     something else
     */
    static void protect(EntryDraft draft, PhysicalView view, PhysicalView successor, Set<String> lost) {
        refuseLostNames(draft, view, lost);
        for (UnmanagedObject object : successor.unmanaged()) {
            if (object.kind() == UnmanagedObject.Kind.USER_OF_COLUMN
                    && !successor.columns().contains(object.column())) {
                draft.error("column " + object.column() + " cannot go, as " + object.name()
                        + ", which sync did not make, stands on it: drop that one first");
            }
            if (object.kind() == UnmanagedObject.Kind.TRIGGER && object.sql().isEmpty()) {
                draft.error("has to be made anew, and the trigger " + object.name()
                        + ", which sync did not make, may name what gets another name: drop it before, and make it again"
                        + " afterwards");
            }
            String what = OF_ONE_KIND.get(object.kind());
            if (what != null && view.materialized() != successor.materialized()) {
                draft.error("cannot " + (view.materialized() ? "be materialized no longer" : "become materialized")
                        + ", as it has " + what + (object.column().isEmpty() ? "" : " of column " + object.column())
                        + ", which sync did not make: drop that before");
            }
        }
    }

    /** Refuses what a view cannot keep that gets another definition in place. */
    static void protectInPlace(EntryDraft draft, PhysicalView view, PhysicalView successor) {
        refuseCheckOption(draft, successor);
        refuseOtherRows(draft, view, successor);
        refuseOtherNames(draft, view, successor);
        refuseWriters(draft, view, successor);
        if (!view.columns().equals(successor.columns())) {
            refuseReturningRules(draft, successor);
            Bystanders.tellFunctionsOfRows(draft, view.unmanaged());
        }
    }

    /** Refuses what may not fit a view that is made anew with other columns, or columns of other types. */
    static void protectOfColumns(EntryDraft draft, PhysicalView view, PhysicalView successor) {
        refuseCheckOption(draft, successor);
        refuseReturningRules(draft, successor);
        refuseOtherNames(draft, view, successor);
    }

    /** Refuses what may not fit other columns, or columns of other types. */
    private static void refuseReturningRules(EntryDraft draft, PhysicalView successor) {
        successor.unmanaged().stream()
                .filter(object -> object.kind() == UnmanagedObject.Kind.RETURNING_RULE)
                .forEach(
                        rule -> draft.error(
                                "gets other columns, and " + rule.name()
                                        + ", which sync did not make, returns its columns: drop it before, and make it again afterwards"));
    }

    /** Refuses more columns where a function lists those that the rows it returns have. */
    private static void refuseOtherRows(EntryDraft draft, PhysicalView view, PhysicalView successor) {
        if (successor.columns().size() > view.columns().size()) {
            view.unmanaged().stream()
                    .filter(object -> object.kind() == UnmanagedObject.Kind.ROW_FUNCTION)
                    .forEach(function -> draft.error("cannot get column "
                            + successor.columns().get(view.columns().size()) + ", as " + function.name()
                            + ", which sync did not make, returns its rows and lists the columns that they have now: drop that"
                            + " before, and make it again afterwards"));
        }
    }

    /** Refuses, or tells, what can no longer write by the view. */
    private static void refuseWriters(EntryDraft draft, PhysicalView view, PhysicalView successor) {
        if (isWritable(successor)) {
            return;
        }
        for (UnmanagedObject object : view.unmanaged()) {
            if (object.kind() == UnmanagedObject.Kind.WRITER) {
                draft.error("gets another definition, and " + object.name() + ", which sync did not make, writes by it,"
                        + " which a view that joins or groups does not let: drop that before, or let a trigger on the"
                        + " view write (INSTEAD OF)");
            } else if (object.kind() == UnmanagedObject.Kind.WRITABLE_VIEW) {
                draft.note(
                        object.name() + ", which sync did not make, cannot be written any longer, as a view that joins"
                                + " or groups does not let that");
            }
        }
    }

    /** Whether the database lets rows be written by a view of that definition. */
    private static boolean isWritable(PhysicalView view) {
        return !view.materialized() && !NOT_WRITABLE.matcher(view.definition()).find();
    }

    /** Refuses that a column goes, or gets another name, that a trigger is told. */
    private static void refuseOtherNames(EntryDraft draft, PhysicalView view, PhysicalView successor) {
        view.unmanaged().stream()
                .filter(object -> object.kind() == UnmanagedObject.Kind.TOLD_TRIGGER
                        && !successor.columns().contains(object.column()))
                .forEach(
                        trigger -> draft.error(
                                "column " + trigger.column() + " cannot go or get another name, as "
                                        + trigger.name()
                                        + ", which sync did not make, is told its name: drop that before, and make it again afterwards"));
    }

    /** Refuses an option that a view of that definition cannot have. */
    private static void refuseCheckOption(EntryDraft draft, PhysicalView successor) {
        boolean checks =
                successor.unmanaged().stream().anyMatch(object -> object.kind() == UnmanagedObject.Kind.CHECK_OPTION);
        if (checks && !successor.materialized() && !isWritable(successor)) {
            draft.error("gets another definition, and has an option that checks what is written by it, which sync did"
                    + " not set, and which a view that joins or groups cannot have: reset that before");
        }
    }

    /** What makes a rule again names things as they were before the run. */
    private static void refuseLostNames(EntryDraft draft, PhysicalView view, Set<String> lost) {
        view.unmanaged().stream()
                .filter(object -> object.kind() == UnmanagedObject.Kind.NAMED_BY_RULE)
                .flatMap(object -> Stream.of(object.sql(), object.sql() + "." + object.column())
                        .filter(lost::contains)
                        .map(name -> "has to be made anew, and " + object.name() + ", which sync did not make, names "
                                + name + ", which goes or gets another name: drop that one before, and make it again"
                                + " afterwards"))
                .distinct()
                .forEach(draft::error);
    }
}
