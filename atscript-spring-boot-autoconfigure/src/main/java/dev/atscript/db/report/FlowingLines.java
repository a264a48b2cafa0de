package dev.atscript.db.report;

import java.util.ArrayList;
import java.util.List;

/** One line of text that goes on in further ones, further in, where it is wider than there is room. */
final class FlowingLines {

    private static final String RESET = "\u001B[0m";

    private final int width;
    private final boolean colour;
    private final int indent;
    private final List<String> done = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int used;

    /**
     * Begins the first line.
     *
     * @param width columns that a line may take
     * @param colour whether to use colours
     * @param indent columns that further lines leave empty; at most half of the width
     */
    FlowingLines(int width, boolean colour, int indent) {
        this.width = width;
        this.colour = colour;
        this.indent = Math.min(indent, width / 2);
    }

    /** How far the current line reaches. */
    int used() {
        return used;
    }

    /** A sign, and a space after it. */
    void begin(int before, String sign, String escape) {
        add(before, sign, escape);
        add(0, " ", "");
    }

    /** Words at the place reached. */
    void words(String words) {
        flow(TextWidth.wrap(words, width - used, width - indent), "");
    }

    /** Words at a column or, where it is passed already, two spaces after the last; in the next line if they do not fit. */
    void at(int column, String words, String escape) {
        if (words.isEmpty()) {
            return;
        }
        int size = TextWidth.of(words);
        if (column >= used + 2 && size <= width - column) {
            add(column - used, words, escape);
        } else if (size <= width - used - 2) {
            add(2, words, escape);
        } else {
            next();
            flow(TextWidth.wrap(words, width - indent, width - indent), escape);
        }
    }

    /** All lines, none with spaces at its end. */
    List<String> end() {
        done.add(line.toString().stripTrailing());
        return done;
    }

    private void flow(List<String> lines, String escape) {
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                next();
            }
            add(0, lines.get(i), escape);
        }
    }

    private void next() {
        done.add(line.toString().stripTrailing());
        line.setLength(0);
        used = 0;
        add(indent, "", "");
    }

    private void add(int spaces, String text, String escape) {
        line.append(" ".repeat(spaces));
        line.append(colour && !escape.isEmpty() && !text.isEmpty() ? escape + text + RESET : text);
        used += spaces + TextWidth.of(text);
    }
}
