package dev.atscript.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table of a page.
 *
 * @param header its first row
 * @param rows the others
 */
record Table(List<String> header, List<List<String>> rows) {
    Table {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    static Table of(List<String> lines) {
        return new Table(
                cells(lines.get(0)),
                lines.subList(2, lines.size()).stream().map(Table::cells).toList());
    }

    /** The texts of one column. */
    Stream<String> column(int index) {
        return rows.stream().map(row -> row.get(index));
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.strip().split("(?<!\\\\)\\|", -1)) {
            cells.add(cell.strip().replace("\\|", "|"));
        }
        return cells.subList(1, cells.size() - 1);
    }
}
