package dev.atscript.db.report;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Puts the parts of lines below each other: names and types within an entry, labels and notes in the whole text. What is
 * wider than the text may be goes on in the next line, further in.
 */
final class Layout {

    private static final int LEAST_NAME = 9;
    private static final int LEAST_LABEL_COLUMN = 42;
    private static final int MOST_LABEL_COLUMN = 72;
    private static final int LEAST_LABEL = 9;
    private static final int INDENT = 4;
    private static final int FURTHER_IN = 2;
    private static final String LOUD = "\u001B[1;31m";

    private final boolean colour;
    private final int width;

    /**
     * Creates a layout.
     *
     * @param width columns that a line may take; 0 for any number
     */
    Layout(boolean colour, int width) {
        this.colour = colour;
        this.width = width == 0 ? Integer.MAX_VALUE : width;
    }

    /** The lines of several entries, each of which has columns of its own. */
    List<List<String>> render(List<List<Line>> entries) {
        List<List<Row>> rows = entries.stream().map(Layout::rows).toList();
        int label = Math.max(LEAST_LABEL, widest(rows, Line::label));
        int least = Math.min(LEAST_LABEL_COLUMN, width - label);
        int note = widest(rows, Line::note) + 2;
        int most = Math.max(least, Math.min(MOST_LABEL_COLUMN, width - label - note));
        int labelColumn = labelled(rows)
                .mapToInt(row -> row.width() + 2)
                .filter(needed -> needed <= most)
                .reduce(least, Math::max);
        return rows.stream()
                .map(entry -> entry.stream()
                        .flatMap(row -> lines(row, labelColumn, label).stream())
                        .toList())
                .toList();
    }

    private static int widest(List<List<Row>> rows, Function<Line, String> part) {
        return labelled(rows)
                .mapToInt(row -> TextWidth.of(printable(part.apply(row.line))))
                .max()
                .orElse(0);
    }

    private static Stream<Row> labelled(List<List<Row>> rows) {
        return rows.stream()
                .flatMap(List::stream)
                .filter(row -> !row.line.label().isEmpty() || !row.line.note().isEmpty());
    }

    /** A line's left part, with its columns, and the line. */
    private record Row(Line line, String left) {
        int width() {
            return indent() + 2 + TextWidth.of(left);
        }

        int indent() {
            return line.depth() * INDENT - 2;
        }
    }

    private static List<Row> rows(List<Line> entry) {
        int[] names = {0, LEAST_NAME, LEAST_NAME, LEAST_NAME};
        int[] types = new int[names.length];
        for (Line line : entry) {
            int depth = depth(line);
            if (!line.type().isEmpty()) {
                names[depth] = Math.max(names[depth], TextWidth.of(printable(line.name())));
            }
            if (!line.marks().isEmpty()) {
                types[depth] = Math.max(types[depth], TextWidth.of(printable(line.type())));
            }
        }
        return IntStream.range(0, entry.size())
                .mapToObj(i -> entry.get(i))
                .map(line -> new Row(line, left(line, names[depth(line)], types[depth(line)])))
                .toList();
    }

    private static int depth(Line line) {
        return Math.min(line.depth(), 3);
    }

    private static String left(Line line, int name, int type) {
        if (line.type().isEmpty()) {
            return printable(line.name());
        }
        String left = TextWidth.pad(printable(line.name()), name + 2);
        return line.marks().isEmpty()
                ? left + printable(line.type())
                : left + TextWidth.pad(printable(line.type()), type + 2) + printable(line.marks());
    }

    private List<String> lines(Row row, int labelColumn, int label) {
        Line line = row.line;
        FlowingLines lines = new FlowingLines(width, colour, row.indent() + 2 + FURTHER_IN);
        lines.begin(row.indent(), line.sign().text(), line.sign().colour());
        lines.words(row.left);
        if (!line.label().isEmpty() || !line.note().isEmpty()) {
            int start = Math.max(lines.used() + 2, labelColumn);
            lines.at(start, printable(line.label()), line.sign().colour());
            lines.at(start + label + 2, printable(line.note()), line.note().startsWith("!") ? LOUD : "");
        }
        return lines.end();
    }

    private static String printable(String text) {
        return TextWidth.printable(text);
    }
}
