package dev.fovea.distill.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A piece of a report that someone else has measured: a few sentences and a table.
///
/// @param title one line
/// @param text what was done and what it does not show
/// @param head of the table; empty for none
/// @param rows each as long as the head
public record Section(String title, String text, List<String> head, List<List<String>> rows) {
    public Section {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != head.size()) {
                throw new IllegalArgumentException(
                        "a row of " + title + " must be as long as " + head + ", was " + row);
            }
        }
    }

    /// For a terminal: what was done, and a line for each row.
    public List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(title + " " + text));
        for (List<String> row : rows) {
            lines.add(IntStream.range(0, row.size())
                    .mapToObj(i -> head.get(i) + " " + row.get(i))
                    .collect(Collectors.joining("; ")));
        }
        return lines;
    }

    List<Block> blocks() {
        Block heading = new Block.Heading(2, title);
        Block said = new Block.Text(text);
        return rows.isEmpty() ? List.of(heading, said) : List.of(heading, said, new Block.Table(head, rows));
    }
}
