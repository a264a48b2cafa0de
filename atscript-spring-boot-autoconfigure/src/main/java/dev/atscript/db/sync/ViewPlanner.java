package dev.atscript.db.sync;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Plans views: what is different about them, and what has to be gone while tables change. A view that cannot get its name and
 * definition in place is dropped before anything else and made again at the end, with what depended on it.
 */
final class ViewPlanner {

    private final PlanningInput input;
    private final ViewSuccession succession;
    private final ViewsInTheWay inTheWay;
    private final ViewReplacement replacement;
    private final NamesForViews names;
    private final Map<QualifiedName, EntryDraft> drafts = new TreeMap<>();
    private final WaitingViews waiting;
    private final Set<QualifiedName> gone = new HashSet<>();

    ViewPlanner(PlanningInput input) {
        this.input = input;
        PhysicalSchema live = input.live();
        this.succession = ViewSuccession.of(managed(), live, input.state());
        this.inTheWay = new ViewsInTheWay(input.dialect(), input.renames());
        this.replacement = new ViewReplacement(input.dialect(), input.renames());
        this.names = new NamesForViews(input);
        this.waiting = new WaitingViews(managed());
        begin();
    }

    Collection<EntryDraft> drafts() {
        return drafts.values();
    }

    private void begin() {
        for (DesiredSchema.View view : managed()) {
            EntryDraft draft = new EntryDraft(
                    view.name(), SyncEntry.Kind.VIEW, view.location().toString());
            view.notes().forEach(draft::note);
            drafts.put(view.name(), draft);
        }
        succession
                .conflicts()
                .forEach((to, from) -> draft(to)
                        .error("cannot be renamed from " + from
                                + ", as both exist: drop one of them by hand, or remove @db.view.renamed"));
    }

    private List<DesiredSchema.View> managed() {
        return input.desired().views().stream().filter(view -> !view.external()).toList();
    }

    /** Whether the relation of that name is a view of ours that will not be there when tables are made. */
    boolean makesRoom(QualifiedName name) {
        return succession.leaves(name);
    }

    /** The views that a safe run leaves as they are because of what they read. */
    WaitingViews waiting() {
        return waiting;
    }

    /** Whether a safe run leaves a view of ours at that name. */
    boolean stays(QualifiedName name) {
        PhysicalView view = succession.own().contains(name) ? input.live().view(name) : null;
        DesiredSchema.View successor = succession.successors().get(name);
        return view != null && isLeftOut(view, successor) && (successor == null || !isRenamedOnly(view, successor));
    }

    /** Whether a change needs a view to be gone that a safe run leaves. */
    boolean keepFrom(Change change) {
        return succession.own().stream()
                .map(name -> Objects.requireNonNull(input.live().view(name)))
                .anyMatch(view ->
                        isLeftOut(view, succession.successors().get(view.name())) && inTheWay.contain(view, change));
    }

    /** Refuses to give a table the name of a view that a safe run leaves. */
    void refuseTaken(EntryDraft table) {
        table.changes().stream()
                .filter(Change.RenameTable.class::isInstance)
                .map(change -> ((Change.RenameTable) change))
                .filter(rename -> stays(rename.to()))
                .forEach(rename -> table.error(
                        "cannot be renamed from " + rename.from() + ", as a safe run leaves the view " + rename.to()
                                + ": run without atscript.db.safe, or rename the table in a later release"));
    }

    private boolean isLeftOut(PhysicalView view, DesiredSchema.@Nullable View successor) {
        return isLeftAsItIs(view, successor) || successor != null && isHeld(successor.name(), view);
    }

    private boolean isLeftAsItIs(PhysicalView view, DesiredSchema.@Nullable View successor) {
        return input.options().safe()
                && (view.materialized()
                        || successor != null && (waiting.contains(successor) || names.isTable(successor.name())));
    }

    /** Whether another view of ours has that name and stays, or waits for the name of one that does. */
    private boolean isHeld(QualifiedName name, @Nullable PhysicalView claimant) {
        Set<PhysicalView> waitingInLine = new HashSet<>();
        PhysicalView holder = input.live().view(name);
        while (holder != null
                && !holder.equals(claimant)
                && succession.leaves(holder.name())
                && waitingInLine.add(holder)) {
            DesiredSchema.View successor = succession.successors().get(holder.name());
            if (isLeftAsItIs(holder, successor)) {
                return successor == null || !isRenamedOnly(holder, successor);
            }
            holder = successor == null ? null : input.live().view(successor.name());
        }
        return false;
    }

    private boolean isRenamedOnly(PhysicalView view, DesiredSchema.View successor) {
        return !successor.name().equals(view.name())
                && names.canBeCalled(view, successor.name())
                && isSame(view, successor);
    }

    /** The materialized views that have to be dropped for a change. */
    List<QualifiedName> droppedMaterialized(Change change) {
        return input.live().views().values().stream()
                .filter(view -> view.materialized() && inTheWay.contain(view, change))
                .map(PhysicalView::name)
                .sorted()
                .toList();
    }

    /** Plans all views, once it is known what happens to the tables. */
    void plan(Collection<EntryDraft> tables) {
        TableEffects effects = TableEffects.of(tables, input, succession, inTheWay);
        succession
                .own()
                .forEach(name -> plan(Objects.requireNonNull(input.live().view(name)), effects, tables));
        Set<QualifiedName> made = new HashSet<>();
        succession.successors().values().forEach(view -> made.add(view.name()));
        managed().stream().filter(view -> !made.contains(view.name())).forEach(view -> create(view, tables));
        new ViewDrops(input.live(), gone, succession::keepsName, input.dialect(), this::draftOfLive).refuse();
        ExternalViews.lookAt(input.desired(), input.renames().after(), input.options(), input.dialect())
                .forEach(draft -> drafts.put(draft.name(), draft));
    }

    private void plan(PhysicalView view, TableEffects effects, Collection<EntryDraft> tables) {
        DesiredSchema.View successor = succession.successors().get(view.name());
        if (successor == null) {
            EntryDraft draft = new EntryDraft(view.name(), SyncEntry.Kind.VIEW, "");
            drafts.put(view.name(), draft);
            drop(draft, view, isLeftOut(view, null));
            Bystanders.tellWhatGoesToo(draft, view.unmanaged());
            return;
        }
        EntryDraft draft = draft(successor.name());
        String reason = effects.reasons().get(view.name());
        boolean renamed = !successor.name().equals(view.name());
        boolean same = isSame(view, successor);
        if (same && reason == null && !renamed) {
            return;
        }
        if (reason == null && changeInPlace(draft, view, successor)) {
            return;
        }
        if (reason != null) {
            draft.note(reason);
        }
        if (renamed) {
            draft.note("was called " + view.name());
            refuseOccupied(draft, view.name(), tables);
        }
        boolean leftOut = isLeftOut(view, successor);
        drop(draft, view, leftOut);
        ViewHeirs heirs = replacement.heirs(asRemembered(view), successor.physical());
        PhysicalView made = successor
                .physical()
                .withUnmanaged(ViewBystanders.inherited(
                        ViewBystanders.followed(
                                view, successor.name(), input.renames().changes(), input.dialect()),
                        heirs));
        add(draft, new Change.CreateView(made), leftOut);
        if (reason != null) {
            draft.changes().forEach(change -> draft.remarks().explains(change, reason));
        }
        ViewBystanders.protect(draft, view, made, leftOut ? Set.of() : effects.lostNames());
        if (!leftOut) {
            ViewBystanders.tellWhatChanges(draft, view);
            ViewBystanders.refuseDoubts(draft, view, heirs);
        }
        boolean sameColumns = same && !effects.typesChange() && view.columns().equals(made.columns());
        if (!leftOut && !sameColumns) {
            ViewBystanders.protectOfColumns(draft, view, made);
        }
    }

    /** Plans to give a view its name and definition where the database can keep all that stands on it; false where not. */
    private boolean changeInPlace(EntryDraft draft, PhysicalView view, DesiredSchema.View successor) {
        QualifiedName name = successor.name();
        boolean renamed = !name.equals(view.name());
        boolean same = isSame(view, successor);
        Optional<PhysicalView> replaced =
                same ? Optional.empty() : replacement.of(asRemembered(view), successor.physical());
        boolean keepsName = !renamed || names.canBeCalled(view, name);
        boolean keepsDefinition = same || replaced.isPresent() && !isLeftOut(view, successor);
        if (!keepsName || !keepsDefinition) {
            return false;
        }
        if (renamed) {
            draft.add(new Change.RenameView(view, name));
        }
        replaced.ifPresent(other -> {
            PhysicalView made = other.withUnmanaged(
                    ViewBystanders.followed(view, name, input.renames().changes(), input.dialect()));
            draft.add(new Change.ReplaceView(view, made));
            ViewBystanders.protectInPlace(draft, view, made);
        });
        return true;
    }

    /**
     * Whether a view stays what it is to be: one that follows names means something else by the words it had. To say so costs a
     * plain view nothing, and is the rows of a materialized one.
     */
    private boolean isSame(PhysicalView view, DesiredSchema.View successor) {
        PhysicalView remembered = asRemembered(view);
        if (input.renames().rename(view)) {
            return view.materialized()
                    && successor
                            .physical()
                            .sameDefinition(
                                    remembered.withDefinition(FollowedDefinition.of(remembered, input.renames())));
        }
        return successor.physical().sameDefinition(remembered);
    }

    /** The view as sync wrote it, if it is still as it was then. */
    private PhysicalView asRemembered(PhysicalView view) {
        ViewSnapshot snapshot = input.state().viewSnapshots().get(view.name());
        return snapshot != null
                        && snapshot.isOf(view, input.dialect().viewChanges().viewSpelling(input.live()))
                ? view.withDefinition(snapshot.definition())
                : view;
    }

    private void drop(EntryDraft draft, PhysicalView view, boolean leftOut) {
        Change drop = new Change.DropView(view);
        if (view.materialized()) {
            draft.remarks().destroys(drop, "");
        }
        add(draft, drop, leftOut);
    }

    private void add(EntryDraft draft, Change change, boolean leftOut) {
        draft.add(change);
        if (leftOut) {
            draft.skip(change);
        } else if (change instanceof Change.DropView) {
            gone.add(change.table());
        }
    }

    private void create(DesiredSchema.View view, Collection<EntryDraft> tables) {
        EntryDraft draft = draft(view.name());
        PhysicalView there =
                succession.leaves(view.name()) ? null : input.live().view(view.name());
        if (there != null && input.options().adopt() == SyncOptions.Adopt.DROP && !isTracked(view.name())) {
            draft.note("existed before and is replaced");
            drop(draft, there, isLeftOut(there, view));
        } else if (there != null && ownerOf(view.name()).isPresent()) {
            String owner = ownerOf(view.name()).orElseThrow();
            draft.error("cannot be created, as the owner " + owner + " has a view of that name: declare it without"
                    + " @db.view.for" + input.state().remedyIfRenamed(owner));
            return;
        } else if (there != null) {
            draft.error("cannot be created, as there is a view of that name that sync did not make: drop or rename it,"
                    + " declare it without @db.view.for, or set atscript.db.adopt to drop");
            return;
        }
        boolean tableStays = tables.stream().anyMatch(table -> table.name().equals(view.name()) && table.skipsDrop());
        boolean isLeftOut = tableStays
                || waiting.contains(view)
                || isHeld(view.name(), null)
                || there != null && isLeftOut(there, view);
        String occupant = names.occupant(view.name(), tables);
        if (occupant == null) {
            add(draft, new Change.CreateView(view.physical()), isLeftOut);
        } else {
            draft.error("cannot be created, as there is " + Descriptions.withArticle(occupant)
                    + " of that name: drop or rename it");
        }
    }

    private void refuseOccupied(EntryDraft draft, QualifiedName from, Collection<EntryDraft> tables) {
        boolean isOfOthers =
                input.live().view(draft.name()) != null && !succession.own().contains(draft.name());
        String occupant = isOfOthers ? "view" : names.occupant(draft.name(), tables);
        if (occupant != null) {
            draft.error("cannot be renamed from " + from + ", as there is " + Descriptions.withArticle(occupant)
                    + " of that name: drop or rename it");
        }
    }

    private boolean isTracked(QualifiedName name) {
        return input.state().trackedViews().contains(name)
                || input.state().trackedByOthers().contains(name);
    }

    private Optional<String> ownerOf(QualifiedName view) {
        return input.state().others().ownerOf(view);
    }

    private EntryDraft draftOfLive(QualifiedName view) {
        DesiredSchema.View successor = succession.successors().get(view);
        return draft(successor == null ? view : successor.name());
    }

    private EntryDraft draft(QualifiedName name) {
        return Objects.requireNonNull(drafts.get(name));
    }

    /** What is to be remembered once the plan is applied. */
    List<ViewSnapshot> snapshots() {
        Set<QualifiedName> kept = new TreeSet<>(succession.own());
        kept.removeAll(gone);
        return new ViewSnapshots(
                        input.dialect().viewChanges().viewSpelling(input.live()),
                        input.state(),
                        input.live(),
                        succession.successors(),
                        drafts,
                        input.renames())
                .of(kept, managed());
    }
}
