package dev.fovea.publish.paper;

import dev.fovea.exams.Report;
import dev.fovea.model.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/// A report as a PDF. Pure: the same report, pictures and words give the same bytes.
final class PdfReport {
    /// Version 1.4 and no object streams, so that the oldest viewer of an archive opens it.
    private static final float PDF = 1.4f;

    private static final int BITS = 8;

    private final PDDocument document;
    private final Fonts fonts;
    private final Exam exam;

    private PdfReport(PDDocument document, Exam exam) {
        this.document = document;
        this.fonts = new Fonts(document);
        this.exam = exam;
    }

    /// @param blocks what stands in it
    static byte[] of(Exam exam, List<Block> blocks) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PdfReport paper = new PdfReport(document, exam);
            paper.entitle();
            paper.draw(Layout.of(blocks, paper.fonts));
            ByteArrayOutputStream file = new ByteArrayOutputStream(1 << 18);
            document.save(file, CompressParameters.NO_COMPRESSION);
            return file.toByteArray();
        }
    }

    /// Neither the clock nor chance has a part in it; and nobody's name stands outside the sheets.
    private void entitle() {
        Report report = exam.report();
        String language = exam.words().language().code();
        String identity = report.fingerprint() + "\n" + language;
        byte[] hash = HexFormat.of()
                .parseHex(Sha256.of(identity.getBytes(StandardCharsets.UTF_8)).hex());
        document.setDocumentId(ByteBuffer.wrap(hash).getLong());
        document.setVersion(PDF);
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(exam.words().say("paper.title"));
        information.setProducer("Fovea");
        information.setCreationDate(GregorianCalendar.from(report.madeAt().atZone(ZoneOffset.UTC)));
        document.setDocumentInformation(information);
        document.getDocumentCatalog().setLanguage(language);
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(preferences);
    }

    private void draw(List<List<Mark>> sheets) throws IOException {
        for (int i = 0; i < sheets.size(); i++) {
            PDPage page = new PDPage(new PDRectangle(Layout.WIDTH, Layout.HEIGHT));
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                for (Mark mark : sheets.get(i)) {
                    draw(content, mark);
                }
                margins(content, i + 1, sheets.size());
            }
        }
    }

    /// What stands on each sheet: whose it is, that it is no diagnosis, and how many sheets there are.
    private void margins(PDPageContentStream content, int page, int pages) throws IOException {
        Words words = exam.words();
        Report report = exam.report();
        String whose = words.say("upload.patient") + ": " + Story.patient(exam) + "; " + words.say("upload.exam") + ": "
                + report.name() + "; " + words.say("paper.edition") + " " + report.edition();
        small(content, whose, Layout.HEAD - 6);
        small(content, words.say("disclaimer"), Layout.FOOT + 14);
        String number =
                words.say("paper.page", Map.of("page", Integer.toString(page), "pages", Integer.toString(pages)));
        small(content, number, Layout.FOOT + 14 + Style.SMALL.leading());
    }

    /// One line, cut where the sheet ends: what it says stands in full on the first sheet.
    private void small(PDPageContentStream content, String text, float y) throws IOException {
        List<String> lines = Lines.of(fonts, text, Style.SMALL, Layout.WIDTH - 2 * Layout.MARGIN - Style.SMALL.size());
        String line = lines.size() > 1 ? lines.getFirst() + "…" : lines.getFirst();
        draw(content, new Mark.Letters(Layout.MARGIN, y, fonts.measure(line, Style.SMALL.bold()), Style.SMALL));
    }

    private void draw(PDPageContentStream content, Mark mark) throws IOException {
        switch (mark) {
            case Mark.Letters letters -> letters(content, letters);
            case Mark.Bar bar -> {
                ink(content, bar.ink());
                content.addRect(bar.x(), Layout.HEIGHT - bar.y() - bar.height(), bar.width(), bar.height());
                content.fill();
            }
            case Mark.Image image -> {
                Picture picture = image.picture();
                PDImageXObject object = new PDImageXObject(
                        document,
                        new ByteArrayInputStream(picture.jpeg()),
                        COSName.DCT_DECODE,
                        picture.width(),
                        picture.height(),
                        BITS,
                        PDDeviceRGB.INSTANCE);
                float foot = Layout.HEIGHT - image.y() - image.height();
                content.drawImage(object, image.x(), foot, image.width(), image.height());
            }
        }
    }

    /// Shaped letters are no characters any more, so the text goes with them for those who search or listen.
    private void letters(PDPageContentStream content, Mark.Letters letters) throws IOException {
        boolean shaped = letters.written().shaped();
        if (shaped) {
            accompany(content, letters.written().text());
        }
        ink(content, letters.style().ink());
        content.beginText();
        content.newLineAtOffset(letters.x(), Layout.HEIGHT - letters.y());
        for (Fonts.Run run : letters.written().runs()) {
            content.setFont(fonts.font(run.cut()), letters.style().size());
            content.showText(run.text());
        }
        content.endText();
        if (shaped) {
            content.endMarkedContent();
        }
    }

    /// Written out in the page: PDFBox would put it among the page's resources, where Poppler does not look
    /// for it.
    @SuppressWarnings("deprecation") // There is no other way to write it so.
    private static void accompany(PDPageContentStream content, String text) throws IOException {
        String characters = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16BE));
        content.appendRawCommands("/Span <</ActualText <feff" + characters + ">>> BDC\n");
    }

    private static void ink(PDPageContentStream content, Style.Ink ink) throws IOException {
        content.setNonStrokingColor(ink.red(), ink.green(), ink.blue());
    }
}
