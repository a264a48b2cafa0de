package dev.atscript.db.report;

import java.util.List;
import java.util.stream.IntStream;

/** Puts the parts of lines below each other: names and types within an entry, labels and notes in the whole text. */
final class Layout {

    private static final int LEAST_NAME = 9;
    private static final int LEAST_LABEL_COLUMN = 42;
    private static final int MOST_LABEL_COLUMN = 72;
    private static final int LEAST_LABEL = 9;
    private static final int INDENT = 4;
    private static final String RESET = "\u001B[0m";
    private static final String LOUD = "\u001B[1;31m";

    private final boolean colour;

    Layout(boolean colour) {
        this.colour = colour;
    }

    /** The lines of several entries, each of which has columns of its own. */
    List<List<String>> render(List<List<Line>> entries) {
        List<List<Row>> rows = entries.stream().map(Layout::rows).toList();
        int labelColumn = LEAST_LABEL_COLUMN;
        int label = LEAST_LABEL;
        for (List<Row> entry : rows) {
            for (Row row : entry) {
                if (!row.line.label().isEmpty() || !row.line.note().isEmpty()) {
                    int needed = row.width() + 2;
                    labelColumn = needed > MOST_LABEL_COLUMN ? labelColumn : Math.max(labelColumn, needed);
                    label = Math.max(label, TextWidth.of(row.line.label()));
                }
            }
        }
        int column = labelColumn;
        int widest = label;
        return rows.stream()
                .map(entry ->
                        entry.stream().map(row -> text(row, column, widest)).toList())
                .toList();
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

    private String text(Row row, int labelColumn, int widest) {
        Line line = row.line;
        StringBuilder text = new StringBuilder(" ".repeat(row.indent()));
        text.append(coloured(line.sign().colour(), line.sign().text()))
                .append(' ')
                .append(row.left);
        if (line.label().isEmpty() && line.note().isEmpty()) {
            return text.toString().stripTrailing();
        }
        text.append(" ".repeat(Math.max(2, labelColumn - row.width())));
        text.append(coloured(line.sign().colour(), printable(line.label())));
        if (!line.note().isEmpty()) {
            text.append(" ".repeat(widest + 2 - TextWidth.of(printable(line.label()))));
            text.append(coloured(line.note().startsWith("!") ? LOUD : "", printable(line.note())));
        }
        return text.toString();
    }

    private String coloured(String escape, String text) {
        return colour && !escape.isEmpty() && !text.isEmpty() ? escape + text + RESET : text;
    }

    private static String printable(String text) {
        return TextWidth.printable(text);
    }
}
