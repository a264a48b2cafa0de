package dev.atscript.db.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.sync.AtscriptSchemaException;
import dev.atscript.db.sync.SyncException;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncPlanException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a sync failed.
 *
 * @param text the whole message
 * @param errors each error of the plan as {@code table: error}; empty where something else than the plan failed
 */
record Refusal(String text, List<String> errors) {

    static Refusal of(Supplier<SyncPlan> plan, Supplier<?> run) {
        SyncPlan planned = planned(plan);
        try {
            run.get();
        } catch (SyncPlanException ex) {
            List<String> errors = errors(ex.plan());
            assertThat(planned == null ? List.of() : errors(planned))
                    .as("errors of plan()")
                    .isEqualTo(errors);
            return new Refusal(String.valueOf(ex.getMessage()), errors);
        } catch (SyncException | AtscriptSchemaException ex) {
            return new Refusal(String.valueOf(ex.getMessage()), List.of());
        }
        throw new AssertionError("Expected an error, but the sync succeeded"
                + (planned == null ? "" : ":\n  " + String.join("\n  ", PlanLines.of(planned))));
    }

    private static @Nullable SyncPlan planned(Supplier<SyncPlan> plan) {
        try {
            return plan.get();
        } catch (SyncException | AtscriptSchemaException ex) {
            return null;
        }
    }

    private static List<String> errors(SyncPlan plan) {
        List<String> errors = new ArrayList<>();
        plan.entries()
                .forEach(entry -> entry.errors().forEach(error -> errors.add(entry.name() + ": " + error.text(true))));
        return errors;
    }

    /** Every expected line is part of an error, and there is no error that nobody expected. */
    void check(List<String> expected) {
        String normal = text.replaceAll("\\s+", " ");
        List<String> plain =
                errors.stream().map(error -> error.replaceAll("\\s+", " ")).toList();
        if (plain.isEmpty()) {
            assertThat(normal).contains(expected);
            return;
        }
        assertThat(plain).as("errors").allMatch(error -> expected.stream().anyMatch(error::contains), "is expected");
        for (String line : expected) {
            assertThat(plain).as("errors").anyMatch(error -> error.contains(line));
        }
    }
}
