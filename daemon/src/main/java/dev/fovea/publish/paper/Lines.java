package dev.fovea.publish.paper;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Breaks a text into lines that fit.
final class Lines {
    private final Fonts fonts;
    private final Style style;
    private final float width;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private float filled;

    private Lines(Fonts fonts, Style style, float width) {
        this.fonts = fonts;
        this.style = style;
        this.width = width;
    }

    /// At spaces and line ends, and within a word only where it is wider than a line. At least one line.
    ///
    /// @param width points
    static List<String> of(Fonts fonts, String text, Style style, float width) throws IOException {
        List<String> all = new ArrayList<>();
        for (String paragraph : text.replace('\t', ' ').split("\n", -1)) {
            Lines lines = new Lines(fonts, style, width);
            lines.fill(paragraph);
            all.addAll(lines.lines);
        }
        return all;
    }

    private void fill(String paragraph) throws IOException {
        float space = width(" ");
        for (String word : paragraph.strip().split(" +", -1)) {
            float needed = width(word);
            if (!open.isEmpty() && filled + space + needed > width) {
                close();
            }
            if (!open.isEmpty()) {
                open.append(' ');
                filled += space;
            }
            if (needed <= width) {
                open.append(word);
                filled += needed;
            } else {
                chop(word);
            }
        }
        close();
    }

    private void chop(String word) throws IOException {
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(word);
        int from = letters.first();
        for (int to = letters.next(); to != BreakIterator.DONE; to = letters.next()) {
            String letter = word.substring(from, to);
            float needed = width(letter);
            if (!open.isEmpty() && filled + needed > width) {
                close();
            }
            open.append(letter);
            filled += needed;
            from = to;
        }
    }

    private void close() {
        lines.add(open.toString());
        open.setLength(0);
        filled = 0;
    }

    private float width(String text) throws IOException {
        return style.size() * fonts.measure(text, style.bold()).width();
    }
}
