package dev.fovea.publish.paper;

import dev.fovea.drawing.DrawnEye;
import dev.fovea.exams.ChartEntry;
import dev.fovea.exams.ChartEntry.Agreement;
import dev.fovea.exams.Report;
import dev.fovea.model.Laterality;
import dev.fovea.publish.rest.CaptureJson;
import dev.fovea.publish.rest.ExamJson;
import dev.fovea.publish.rest.Samples;
import dev.fovea.results.CaptureView;
import dev.fovea.results.ExamOutcome;
import dev.fovea.results.ExamView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.PDFTextStripper;

/// Reports made up, and paper read again.
final class Desk {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
    static final PaperSettings SETTINGS =
            new PaperSettings("Clinic of the Hill", ZoneId.of("Asia/Kolkata"), Language.EN);

    private Desk() {}

    /// A referral on the right with a doubt beside it, and an earlier one that could not be graded; on the
    /// left one that nobody is sure of, and an earlier one of which the disc says that it is the other eye.
    static Report twoEyes() {
        List<CaptureView> captures = List.of(
                Samples.doubted(Samples.capture(3, "E-1", Laterality.RIGHT), 0.8731, 4.2),
                Samples.doubted(Samples.capture(2, "E-1", Laterality.LEFT), 0.25, 0.5),
                Samples.ungradable(Samples.capture(1, "E-1", Laterality.RIGHT)),
                Samples.seen(Samples.capture(0, "E-1", Laterality.LEFT), Laterality.RIGHT));
        return report(captures, entries(captures.getFirst()), Optional.of("The patient was tired."));
    }

    static List<ChartEntry> entries(CaptureView judged) {
        return List.of(
                new ChartEntry.Reading(
                        Laterality.RIGHT,
                        judged.capture().id(),
                        Agreement.DISAGREE,
                        Optional.of("dots only"),
                        "Dr. Åsa",
                        NOON),
                new ChartEntry.Note("seen with a wide pupil", "T", NOON));
    }

    static Report report(List<CaptureView> captures, List<ChartEntry> entries, Optional<String> remark) {
        String exam = captures.getFirst().capture().identity().exam();
        ExamView view = new ExamView(
                exam, captures.getFirst().capture().identity().patient(), captures, ExamOutcome.of(captures));
        String frozen =
                new ExamJson(new CaptureJson(() -> List.of(Samples.CARD))).frozen(view, entries, Optional.empty());
        return new Report(exam, 2, "T. Echnician", remark, NOON, "ab".repeat(32), frozen);
    }

    static Report remarking(String text) {
        return report(
                List.of(
                        Samples.found(Samples.capture(1, "E-1", Laterality.RIGHT), 0.2),
                        Samples.found(Samples.capture(2, "E-1", Laterality.LEFT), 0.2)),
                List.of(),
                Optional.of(text));
    }

    /// Each photograph is a drawn eye, and so is what lies under its heat map.
    static Plate drawn(Optional<String> finding) {
        Picture eye = Picture.of(DrawnEye.healthy(Laterality.RIGHT, 1).jpeg(128, 128));
        return new Plate.Shown(eye, finding.map(_ -> eye));
    }

    static Press press(PaperSettings settings) {
        return new Press(settings, (_, _, finding) -> drawn(finding), "9.8.7");
    }

    static byte[] print(Report report) {
        return press(SETTINGS).pdf(report);
    }

    /// What a person sees as text, without spaces and line ends: where lines break is not the point.
    static String read(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return tight(new PDFTextStripper().getText(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The texts that go with shaped letters, which are no characters any more.
    static String heard(byte[] pdf) {
        StringBuilder said = new StringBuilder();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (PDPage page : document.getPages()) {
                PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor();
                extractor.processPage(page);
                for (PDMarkedContent content : extractor.getMarkedContents()) {
                    said.append(content.getProperties().getString(COSName.ACTUAL_TEXT));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tight(said.toString());
    }

    static String tight(String text) {
        return text.replaceAll("\\s+", "");
    }

    static int sheets(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
