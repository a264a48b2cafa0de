package dev.atscript.lang;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is being resolved, and what waits for it. References lead from one thing to the next, through any number of
 * others; where that gets deep, all steps are given up, one in the middle is taken by itself, and then the first one
 * again, which finds the rest done. So the stack stays short, and the order of declarations makes no difference.
 */
final class Steps {

    private static final int DEEPEST = 300;

    /** Which question about a thing is being answered. */
    enum Question {
        SHAPE,
        TYPE,
        ANNOTATIONS
    }

    /** A question about a {@link Symbol} or {@link Cell}. */
    record Step(Question question, Object subject) {}

    private final Map<Step, Runnable> open = new LinkedHashMap<>();
    private final Set<Step> waiting = new HashSet<>();
    private int nested;

    /** Whether the answer is being looked for already: then it depends on itself. */
    boolean isOpen(Step step) {
        return open.containsKey(step) || waiting.contains(step);
    }

    /** Goes on to another question; may give up all that is open, to come back later. */
    void enter(Step step, Runnable task) {
        if (open.size() > 1 && open.size() + nested >= DEEPEST) {
            throw new TooDeep(new ArrayList<>(open.keySet()).get(open.size() / 2));
        }
        open.put(step, task);
    }

    void leave(Step step) {
        open.remove(step);
    }

    /** Takes note of types within types: they need stack, too. */
    void enterNested() {
        nested++;
    }

    void leaveNested() {
        nested--;
    }

    /** Runs a task that asks questions. */
    void run(Runnable task) {
        Deque<Runnable> tasks = new ArrayDeque<>();
        Deque<List<Step>> paths = new ArrayDeque<>();
        tasks.push(task);
        while (!tasks.isEmpty()) {
            try {
                tasks.element().run();
                tasks.pop();
                if (!paths.isEmpty()) {
                    paths.pop().forEach(waiting::remove);
                }
            } catch (TooDeep ex) {
                tasks.push(startingAfresh(ex.middle, paths));
            }
        }
    }

    /** Keeps the path to the middle one waiting for it; returns the task that answers the middle one. */
    private Runnable startingAfresh(Step middle, Deque<List<Step>> paths) {
        List<Step> path = new ArrayList<>();
        Runnable task = () -> {};
        for (Map.Entry<Step, Runnable> entry : open.entrySet()) {
            if (entry.getKey().equals(middle)) {
                task = entry.getValue();
                break;
            }
            path.add(entry.getKey());
        }
        open.clear();
        nested = 0;
        waiting.addAll(path);
        paths.push(path);
        return task;
    }

    /** Leads back to {@link #run}; never leaves it. */
    private static final class TooDeep extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Step middle;

        TooDeep(Step middle) {
            super(null, null, false, false);
            this.middle = middle;
        }
    }
}
