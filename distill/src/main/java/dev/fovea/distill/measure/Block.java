package dev.fovea.distill.measure;

import java.net.URI;
import java.util.List;

/// A piece of a report, before it is Markdown or HTML.
sealed interface Block {
    /// @param level 1 is the title
    record Heading(int level, String text) implements Block {}

    record Text(String text) implements Block {}

    record Points(List<String> lines) implements Block {}

    /// @param rows each as long as the head
    record Table(List<String> head, List<List<String>> rows) implements Block {}

    /// A plot beside the report.
    record Plot(String file, String caption) implements Block {}

    /// Photographs where they lie: seen in HTML, named in Markdown.
    record Gallery(List<Photograph> photographs) implements Block {}

    record Photograph(URI place, String caption) {}
}
