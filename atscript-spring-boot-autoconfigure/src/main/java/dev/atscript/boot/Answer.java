package dev.atscript.boot;

import dev.atscript.boot.CommandLine.Flag;
import dev.atscript.boot.CommandLine.Format;
import dev.atscript.db.report.PlanJson;
import dev.atscript.db.report.PlanText;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;

/** What a command tells: text as it goes, or one JSON document at its end. */
final class Answer {

    private static final String ONLY_DEPENDENCIES =
            "A command makes only what the DataSource and the sync depend on: name with @DependsOn what else the bean needs.";

    private final Terminal terminal;
    private final boolean json;
    private final boolean colour;
    private final PlanText planText;
    private final PlanJson planJson;
    private final Map<String, Object> document = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> spaces = new LinkedHashMap<>();
    private Map<String, Object> current = document;
    private boolean ended;

    Answer(Terminal terminal, CommandLine commandLine) {
        this(terminal, commandLine, false);
    }

    /**
     * Creates an answer.
     *
     * @param rows whether to show values of rows
     */
    Answer(Terminal terminal, CommandLine commandLine, boolean rows) {
        this.terminal = terminal;
        this.json = commandLine.format() == Format.JSON;
        this.colour = !json && terminal.colour() && !commandLine.has(Flag.NO_COLOR);
        this.planText = PlanText.PLAIN
                .withRows(rows)
                .withStatements(commandLine.has(Flag.STATEMENTS))
                .withWidth(terminal.width());
        this.planJson = new PlanJson(true, rows);
    }

    boolean colour() {
        return colour;
    }

    /** What stands above what is told of one space, where there are several. */
    static String heading(String space) {
        return "Space " + space;
    }

    /** What comes next is of that space. */
    void in(String space) {
        document.put("spaces", spaces);
        current = spaces.computeIfAbsent(space, name -> new LinkedHashMap<>());
        text((spaces.size() == 1 && current.isEmpty() ? "" : System.lineSeparator()) + heading(space));
    }

    /** What comes next is of all spaces. */
    void inAll() {
        current = document;
    }

    /** A line that says how far a run is, where somebody sees it come and go; else null. */
    @Nullable
    Progress progress() {
        return json || !terminal.interactive()
                ? null
                : new Progress(terminal.out(), terminal.width(), System::nanoTime);
    }

    /**
     * Asks about plans, by their space, which by then have been shown, and returns whether the answer was yes. Where somebody
     * can answer, the standard output is the terminal; the standard error may be a file.
     */
    boolean confirm(String question, Map<String, SyncPlan> plans) {
        if (json) {
            plans.forEach(
                    (space, plan) -> remark((plans.size() == 1 ? "" : heading(space) + "\n") + planText.of(plan)));
            return terminal.confirm(question, terminal.err());
        }
        return terminal.confirm(question, terminal.out());
    }

    void plan(SyncPlan plan) {
        current.put("plan", planJson.of(plan));
        text(planText.withColour(colour).of(plan));
    }

    void result(SyncResult result) {
        current.put("result", planJson.of(result));
        text("");
        // The statements have been shown with the plan.
        text(planText.withStatements(false).withColour(colour).of(result));
    }

    /** A part of the answer: in words, if there are any, or under a key of the document. */
    void part(String words, String key, Object value) {
        current.put(key, value);
        if (!words.isEmpty()) {
            text(words);
        }
    }

    private void text(String words) {
        if (!json) {
            terminal.out().println(words);
        }
    }

    /** What a person should know beside the answer; never in colour, as nothing tells whether this goes to a terminal. */
    void remark(String words) {
        terminal.err().println(words);
    }

    /** Why the command did not do what it was asked to. */
    void error(String words) {
        document.put("error", words);
        remark(words);
    }

    /** Why the command could not do it, and what to do about that. */
    void failure(RuntimeException failure) {
        RuntimeException explained = Failures.explained(failure);
        String remedy = Remedies.of(explained instanceof SpaceSyncException ofASpace ? ofASpace.failure() : explained);
        String action = remedy == null && explained instanceof BeanCreationException ? ONLY_DEPENDENCIES : remedy;
        error(String.valueOf(explained.getMessage()));
        if (action != null) {
            document.put("action", action);
            remark(action);
        }
    }

    /** Whether all has been told. */
    boolean hasEnded() {
        return ended;
    }

    /** Ends the answer. */
    int end(int exitCode) {
        ended = true;
        document.put("exitCode", exitCode);
        if (json) {
            terminal.out().println(PlanJson.write(document));
        }
        terminal.out().flush();
        return exitCode;
    }
}
