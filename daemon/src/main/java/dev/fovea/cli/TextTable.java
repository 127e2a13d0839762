package dev.fovea.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A table for a terminal: plain text, columns as wide as their longest cell.
final class TextTable {
    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(Column... columns) {
        this.columns = List.of(columns);
    }

    /// @param title its heading
    /// @param align words to the left, numbers to the right
    record Column(String title, Align align) {}

    enum Align {
        LEFT,
        RIGHT
    }

    static Column words(String title) {
        return new Column(title, Align.LEFT);
    }

    static Column number(String title) {
        return new Column(title, Align.RIGHT);
    }

    TextTable row(String... cells) {
        return row(List.of(cells));
    }

    TextTable row(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException("a row needs " + columns.size() + " cells, has " + cells.size());
        }
        rows.add(cells.stream().map(TextTable::printable).toList());
        return this;
    }

    /// One string per line, without line ends and without trailing blanks.
    List<String> lines() {
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        lines.add(line(columns.stream().map(Column::title).toList(), widths));
        lines.add(line(Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int[] widths() {
        int[] widths =
                columns.stream().mapToInt(column -> length(column.title())).toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        return widths;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            String padding = " ".repeat(widths[i] - length(cell));
            line.append(i == 0 ? "" : GAP);
            line.append(columns.get(i).align() == Align.LEFT ? cell + padding : padding + cell);
        }
        return line.toString().stripTrailing();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    /// A file's name may hold anything, also what would move the cursor.
    private static String printable(String cell) {
        return cell.replaceAll("\\p{Cntrl}", "?");
    }
}
