package dev.fovea.publish.paper;

import java.util.List;

/// Something that stands on the sheet, as wide as its column.
sealed interface Block {
    /// One text, broken into lines.
    record Paragraph(String text, Style style) implements Block {}

    /// A word and what it is; the words of facts in a row stand one under the other.
    record Fact(String word, String text) implements Block {}

    /// One class of an answer with its bar.
    ///
    /// @param probability in words, and 0 to 1 as `share`
    /// @param mark where the operating point is, 0 to 1; NaN for a class without one
    /// @param note what the operating point says
    record Score(String label, String probability, double share, double mark, String note, boolean strong)
            implements Block {}

    /// Pictures beside each other, each as high as the column has room for.
    record Pictures(List<Captioned> pictures) implements Block {
        public Pictures {
            pictures = List.copyOf(pictures);
        }
    }

    record Captioned(Picture picture, String caption) {}

    /// Two columns; what follows stands below the longer one.
    record Columns(List<Block> left, List<Block> right) implements Block {
        public Columns {
            left = List.copyOf(left);
            right = List.copyOf(right);
        }
    }

    /// A line across.
    record Rule() implements Block {}

    /// Nothing, so many points high; nothing at all at the top of a page.
    record Gap(float points) implements Block {}
}
