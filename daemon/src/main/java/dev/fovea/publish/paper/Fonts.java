package dev.fovea.publish.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.fontbox.ttf.gsub.GsubWorkerFactory;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// The letters of one document. A face is read when its first letter is wanted; the file keeps only letters
/// used.
///
/// What no face has is written as U+FFFD, which is seen: a text is neither refused nor shortened over it. So
/// are the characters that would be unseen and change how a text reads, such as those that turn its
/// direction.
final class Fonts {
    private static final int REPLACEMENT = 0xfffd;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    /// Words whose widths are remembered.
    private static final int SHAPED_MAX = 4_096;

    /// Which file.
    enum Cut {
        REGULAR("NotoSans-Regular"),
        BOLD("NotoSans-Bold"),
        DEVANAGARI("Lohit-Devanagari");

        private final String file;

        Cut(String file) {
            this.file = file;
        }
    }

    /// Letters of one face.
    record Run(Cut cut, String text) {}

    /// @param width at one point, in points
    record Measured(List<Run> runs, float width) {
        Measured {
            runs = List.copyOf(runs);
        }

        /// What stands there, in characters.
        String text() {
            return runs.stream().map(Run::text).collect(Collectors.joining());
        }

        boolean shaped() {
            return runs.stream().anyMatch(run -> run.cut() == Cut.DEVANAGARI);
        }
    }

    /// @param shaping which letters stand for these, in which order
    private record Face(
            TrueTypeFont letters,
            PDFont font,
            CmapLookup places,
            UnaryOperator<List<Integer>> shaping,
            float unitsPerEm) {
        int advance(int glyph) {
            try {
                return letters.getAdvanceWidth(glyph);
            } catch (IOException e) {
                throw new UncheckedIOException("a font of ours cannot be read", e);
            }
        }
    }

    private final PDDocument document;
    private final Map<Cut, Face> faces = new EnumMap<>(Cut.class);

    /// Widths of words that were shaped, which takes long: each is asked for when lines are broken and when
    /// they are set.
    private final Map<String, Integer> shaped = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > SHAPED_MAX;
        }
    };

    Fonts(PDDocument document) {
        this.document = document;
    }

    /// For the file.
    PDFont font(Cut cut) throws IOException {
        return face(cut).font();
    }

    /// How a text is written in a line, and how wide that is.
    Measured measure(String text, boolean bold) throws IOException {
        List<Run> runs = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        Cut cut = bold ? Cut.BOLD : Cut.REGULAR;
        Cut upright = cut;
        for (int point :
                Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().toArray()) {
            Cut wanted = cutOf(point, cut, upright);
            int written = has(wanted, point) ? point : REPLACEMENT;
            wanted = written == REPLACEMENT ? upright : wanted;
            if (wanted != cut && !open.isEmpty()) {
                runs.add(new Run(cut, open.toString()));
                open.setLength(0);
            }
            cut = wanted;
            open.appendCodePoint(written);
        }
        if (!open.isEmpty()) {
            runs.add(new Run(cut, open.toString()));
        }
        float width = 0;
        for (Run run : runs) {
            width += width(run);
        }
        return new Measured(runs, width);
    }

    /// @param current the face of the letter before
    private static Cut cutOf(int point, Cut current, Cut upright) {
        boolean joiner = point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
        boolean devanagari = Character.UnicodeScript.of(point) == Character.UnicodeScript.DEVANAGARI
                || Character.UnicodeBlock.DEVANAGARI.equals(Character.UnicodeBlock.of(point));
        return devanagari || (joiner && current == Cut.DEVANAGARI) ? Cut.DEVANAGARI : upright;
    }

    private boolean has(Cut cut, int point) throws IOException {
        if (point == ' ') {
            return true;
        }
        boolean joiner = point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
        boolean unseen = Character.isISOControl(point) || Character.getType(point) == Character.FORMAT;
        return !(unseen && !(joiner && cut == Cut.DEVANAGARI))
                && Character.getType(point) != Character.SURROGATE
                && face(cut).places().getGlyphId(point) > 0;
    }

    /// Of the letters as they will stand: shaping joins some and exchanges others.
    private float width(Run run) throws IOException {
        Face face = face(run.cut());
        float units = 0;
        for (String word : run.text().splitWithDelimiters(" ", 0)) {
            units += run.cut() == Cut.DEVANAGARI
                    ? shaped.computeIfAbsent(word, letters -> units(face, letters))
                    : units(face, word);
        }
        return units / face.unitsPerEm();
    }

    private static int units(Face face, String word) {
        List<Integer> glyphs = word.codePoints()
                .mapToObj(point -> face.places().getGlyphId(point))
                .toList();
        int units = 0;
        for (int glyph : face.shaping().apply(glyphs)) {
            units += face.advance(glyph);
        }
        return units;
    }

    private Face face(Cut cut) throws IOException {
        Face known = faces.get(cut);
        if (known != null) {
            return known;
        }
        String file = "fonts/" + cut.file + ".ttf";
        try (InputStream in = Objects.requireNonNull(Fonts.class.getResourceAsStream(file), file)) {
            TrueTypeFont letters = new TTFParser().parse(new RandomAccessReadBuffer(in));
            CmapLookup places = letters.getUnicodeCmapLookup();
            UnaryOperator<List<Integer>> shaping = cut == Cut.DEVANAGARI
                    ? new GsubWorkerFactory().getGsubWorker(places, letters.getGsubData())::applyTransforms
                    : UnaryOperator.identity();
            PDFont font = PDType0Font.load(document, letters, true);
            Face face = new Face(letters, font, places, shaping, letters.getUnitsPerEm());
            faces.put(cut, face);
            return face;
        }
    }
}
