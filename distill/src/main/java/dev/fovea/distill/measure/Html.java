package dev.fovea.distill.measure;

import java.util.List;
import java.util.stream.Collectors;

/// Blocks as one page of HTML. Pure.
final class Html {
    private static final String STYLE = "body{font:15px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
            + "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2rem .6rem;text-align:right}"
            + "td:first-child,th:first-child{text-align:left}img{max-width:100%}"
            + ".gallery{display:flex;flex-wrap:wrap;gap:.5rem}figure{margin:0;width:11rem;overflow-wrap:anywhere}";

    private Html() {}

    static String of(String title, List<Block> blocks) {
        return "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>" + safe(title)
                + "</title><style>" + STYLE + "</style></head>\n<body>\n"
                + blocks.stream().map(Html::of).collect(Collectors.joining("\n")) + "\n</body>\n</html>\n";
    }

    private static String of(Block block) {
        return switch (block) {
            case Block.Heading(int level, String text) -> element("h" + level, safe(text));
            case Block.Text(String text) -> element("p", safe(text));
            case Block.Points(List<String> lines) -> element("ul", all("li", lines));
            case Block.Table(List<String> head, List<List<String>> rows) ->
                element(
                        "table",
                        element("tr", all("th", head))
                                + rows.stream()
                                        .map(row -> element("tr", all("td", row)))
                                        .collect(Collectors.joining()));
            case Block.Plot(String file, String caption) ->
                "<p><img src=\"" + safe(file) + "\" alt=\"" + safe(caption) + "\"></p>";
            case Block.Gallery(List<Block.Photograph> photographs) ->
                "<div class=\"gallery\">"
                        + photographs.stream().map(Html::figure).collect(Collectors.joining())
                        + "</div>";
        };
    }

    private static String figure(Block.Photograph one) {
        return "<figure><img loading=\"lazy\" src=\"" + safe(one.place().toString()) + "\" alt=\"\"><figcaption>"
                + safe(one.caption()) + "</figcaption></figure>";
    }

    private static String all(String name, List<String> texts) {
        return texts.stream().map(text -> element(name, safe(text))).collect(Collectors.joining());
    }

    private static String element(String name, String inside) {
        return "<" + name + ">" + inside + "</" + name + ">";
    }

    private static String safe(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
