package dev.fovea.distill.measure;

import java.util.List;
import java.util.stream.Collectors;

/// Blocks as Markdown. Pure.
final class Markdown {
    private Markdown() {}

    static String of(List<Block> blocks) {
        return blocks.stream().map(Markdown::of).collect(Collectors.joining("\n\n", "", "\n"));
    }

    private static String of(Block block) {
        return switch (block) {
            case Block.Heading(int level, String text) -> "#".repeat(level) + " " + plain(text);
            case Block.Text(String text) -> plain(text);
            case Block.Points(List<String> lines) -> points(lines);
            case Block.Table(List<String> head, List<List<String>> rows) ->
                row(head) + "\n" + "|---".repeat(head.size()) + "|\n"
                        + rows.stream().map(Markdown::row).collect(Collectors.joining("\n"));
            case Block.Plot(String file, String caption) -> "![" + plain(caption) + "](" + file + ")";
            case Block.Gallery(List<Block.Photograph> photographs) ->
                points(photographs.stream().map(Block.Photograph::caption).toList());
        };
    }

    private static String points(List<String> lines) {
        return lines.stream().map(line -> "- " + plain(line)).collect(Collectors.joining("\n"));
    }

    private static String row(List<String> cells) {
        return cells.stream().map(Markdown::plain).collect(Collectors.joining(" | ", "| ", " |"));
    }

    /// What would be taken for markup is escaped.
    private static String plain(String text) {
        return text.replaceAll("([\\\\`*_|<>\\[\\]])", "\\\\$1").replace('\n', ' ');
    }
}
