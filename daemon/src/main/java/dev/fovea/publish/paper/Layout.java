package dev.fovea.publish.paper;

import dev.fovea.publish.paper.Block.Captioned;
import dev.fovea.publish.paper.Style.Ink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Puts blocks on sheets of A4, as many as they need.
final class Layout {
    /// A4, points.
    static final float WIDTH = 595.28f;

    static final float HEIGHT = 841.89f;
    static final float MARGIN = 40;

    /// Where a sheet's own lines stand: above the text and below it.
    static final float HEAD = 34;

    static final float FOOT = HEIGHT - 44;
    private static final float TOP = 44;

    /// More sheets than any exam has that people wrote: 200 notes of the greatest length take about 160. What
    /// would need more is refused before it takes the memory.
    static final int SHEETS_MAX = 400;

    private static final float BETWEEN_COLUMNS = 16;
    private static final float BETWEEN_PICTURES = 5;
    private static final float FACT_SHARE = 0.3f;
    private static final float FACT_WORD_MAX = 110;
    private static final float PICTURE_HEIGHT_MAX = 180;
    private static final float BAR = 3;
    private static final float RULE = 5;

    /// Lines that a heading must have room for below it.
    private static final int AFTER_HEADING = 4;

    /// A paragraph of at most so many lines is not broken over two sheets.
    private static final int TOGETHER_MAX = 4;

    private record Column(float x, float width) {
        Column part(float from, float until) {
            return new Column(x + from, until - from);
        }
    }

    /// The next free place in a column.
    private record Place(int sheet, float y) {
        static Place later(Place one, Place other) {
            boolean first = one.sheet > other.sheet || (one.sheet == other.sheet && one.y >= other.y);
            return first ? one : other;
        }

        Place below(float height) {
            return new Place(sheet, y + height);
        }
    }

    private final Fonts fonts;
    private final List<List<Mark>> sheets = new ArrayList<>();

    private Layout(Fonts fonts) {
        this.fonts = fonts;
    }

    /// The marks of each sheet.
    ///
    /// @throws IllegalArgumentException when they need more than [#SHEETS_MAX]
    static List<List<Mark>> of(List<Block> blocks, Fonts fonts) throws IOException {
        Layout layout = new Layout(fonts);
        layout.sheets.add(new ArrayList<>());
        layout.put(blocks, new Column(MARGIN, WIDTH - 2 * MARGIN), new Place(0, TOP));
        return layout.sheets;
    }

    private Place put(List<Block> blocks, Column column, Place start) throws IOException {
        Place place = start;
        for (Block block : blocks) {
            place = switch (block) {
                case Block.Paragraph(String text, Style style) -> paragraph(text, style, column, place);
                case Block.Fact fact -> fact(fact, column, place);
                case Block.Score score -> score(score, column, place);
                case Block.Pictures pictures -> pictures(pictures.pictures(), column, place);
                case Block.Columns columns -> columns(columns, column, place);
                case Block.Rule() -> rule(column, place);
                case Block.Gap(float points) -> place.y() == TOP ? place : place.below(points);
            };
        }
        return place;
    }

    private Place rule(Column column, Place start) {
        Place place = room(start, RULE);
        bar(new Mark.Bar(column.x(), place.y(), column.width(), 0.6f, Ink.GREY), place);
        return place.below(RULE);
    }

    private Place paragraph(String text, Style style, Column column, Place start) throws IOException {
        List<String> lines = Lines.of(fonts, text, style, column.width());
        int together = style == Style.HEADING ? AFTER_HEADING : lines.size() <= TOGETHER_MAX ? lines.size() : 1;
        Place place = room(start, together * style.leading());
        for (String line : lines) {
            place = room(place, style.leading());
            letters(line, style, column.x(), place);
            place = place.below(style.leading());
        }
        return place;
    }

    private Place fact(Block.Fact fact, Column column, Place start) throws IOException {
        float word = Math.min(FACT_WORD_MAX, FACT_SHARE * column.width());
        Place place = room(start, Style.STRONG.leading());
        Place left = paragraph(fact.word(), Style.STRONG, column.part(0, word - 4), place);
        Place right = paragraph(fact.text(), Style.BODY, column.part(word, column.width()), place);
        return Place.later(left, right);
    }

    private Place score(Block.Score score, Column column, Place start) throws IOException {
        Style style = score.strong() ? Style.STRONG : Style.BODY;
        float number =
                style.size() * fonts.measure(score.probability(), style.bold()).width();
        Place place = room(start, 2 * style.leading() + BAR + Style.SMALL.leading());
        Place first = place;
        place = paragraph(score.label(), style, column.part(0, column.width() - number - 8), place);
        letters(score.probability(), style, column.x() + column.width() - number, first);
        bar(new Mark.Bar(column.x(), place.y() + 1, column.width(), BAR, Ink.PALE), place);
        float filled = (float) Math.clamp(score.share(), 0, 1) * column.width();
        bar(new Mark.Bar(column.x(), place.y() + 1, filled, BAR, score.strong() ? Ink.RED : Ink.BLUE), place);
        if (!Double.isNaN(score.mark())) {
            float mark = (float) Math.clamp(score.mark(), 0, 1) * column.width();
            bar(new Mark.Bar(column.x() + mark - 0.5f, place.y() - 1, 1, BAR + 4, Ink.BLACK), place);
        }
        return paragraph(score.note(), Style.SMALL, column, place.below(BAR + 2))
                .below(2);
    }

    private Place pictures(List<Captioned> pictures, Column column, Place start) throws IOException {
        float width = (column.width() - (pictures.size() - 1) * BETWEEN_PICTURES) / Math.max(2, pictures.size());
        float height = 0;
        for (Captioned one : pictures) {
            height = Math.max(height, height(one.picture(), width));
        }
        Place place = room(start, height + 2 * Style.SMALL.leading());
        Place end = place;
        float x = 0;
        for (Captioned one : pictures) {
            float high = height(one.picture(), width);
            float wide = high * one.picture().width() / one.picture().height();
            sheet(place).add(new Mark.Image(column.x() + x, place.y(), wide, high, one.picture()));
            Column below = column.part(x, x + width);
            end = Place.later(end, paragraph(one.caption(), Style.SMALL, below, place.below(height + 1)));
            x += width + BETWEEN_PICTURES;
        }
        return end.below(2);
    }

    private static float height(Picture picture, float width) {
        return Math.min(PICTURE_HEIGHT_MAX, width * picture.height() / picture.width());
    }

    private Place columns(Block.Columns columns, Column column, Place place) throws IOException {
        float half = (column.width() - BETWEEN_COLUMNS) / 2;
        Place left = put(columns.left(), column.part(0, half), place);
        Place right = put(columns.right(), column.part(column.width() - half, column.width()), place);
        return Place.later(left, right);
    }

    private void letters(String line, Style style, float x, Place place) throws IOException {
        if (!line.isEmpty()) {
            Fonts.Measured written = fonts.measure(line, style.bold());
            sheet(place).add(new Mark.Letters(x, place.y() + style.size(), written, style));
        }
    }

    private void bar(Mark.Bar bar, Place place) {
        sheet(place).add(bar);
    }

    private List<Mark> sheet(Place place) {
        return sheets.get(place.sheet());
    }

    /// The place, or the top of the next sheet when so many points are not left on this one.
    private Place room(Place place, float height) {
        if (place.y() + height <= FOOT) {
            return place;
        }
        if (place.sheet() + 1 == sheets.size()) {
            if (sheets.size() == SHEETS_MAX) {
                throw new IllegalArgumentException("a report must have at most " + SHEETS_MAX + " sheets, had more");
            }
            sheets.add(new ArrayList<>());
        }
        return new Place(place.sheet() + 1, TOP);
    }
}
