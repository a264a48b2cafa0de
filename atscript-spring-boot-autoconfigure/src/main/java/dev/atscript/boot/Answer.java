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

/** What a command tells: text as it goes, or one JSON document at its end. */
final class Answer {

    private final Terminal terminal;
    private final boolean json;
    private final boolean colour;
    private final Map<String, Object> document = new LinkedHashMap<>();

    Answer(Terminal terminal, CommandLine commandLine) {
        this.terminal = terminal;
        this.json = commandLine.format() == Format.JSON;
        this.colour = !json && terminal.colour() && !commandLine.has(Flag.NO_COLOR);
    }

    boolean colour() {
        return colour;
    }

    /** A line that says how far a run is, where somebody sees it come and go; else null. */
    @Nullable
    Progress progress() {
        return json || !terminal.interactive() ? null : new Progress(terminal.out());
    }

    /** Asks about a plan, which by then has been shown, and returns whether the answer was yes. */
    boolean confirm(String question, SyncPlan plan) {
        if (json) {
            remark(PlanText.PLAIN.of(plan));
        }
        return terminal.confirm(question);
    }

    void plan(SyncPlan plan) {
        document.put("plan", new PlanJson(true).of(plan));
        text(text().of(plan));
    }

    void result(SyncResult result) {
        document.put("result", new PlanJson(true).of(result));
        text("");
        text(text().of(result));
    }

    private PlanText text() {
        return PlanText.PLAIN.withColour(colour);
    }

    /** A part of the answer: in words, if there are any, or under a key of the document. */
    void part(String words, String key, Object value) {
        document.put(key, value);
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

    /** Ends the answer. */
    int end(int exitCode) {
        document.put("exitCode", exitCode);
        if (json) {
            terminal.out().println(PlanJson.write(document));
        }
        terminal.out().flush();
        return exitCode;
    }
}
