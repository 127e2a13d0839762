package dev.fovea.publish.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.exams.ChartEntry;
import dev.fovea.exams.FrozenExam;
import dev.fovea.exams.Report;
import dev.fovea.model.Laterality;
import dev.fovea.publish.rest.Samples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.logging.LogFactory;
import org.apache.commons.logging.impl.NoOpLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the report says stands on the paper.
@Timeout(120)
class PdfReportTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HI")
    void everythingIsSaidInEachLanguage(Language language) {
        Words words = Words.of(language);

        byte[] pdf = Desk.press(Desk.SETTINGS).pdf(Desk.twoEyes(), language);

        assertThat(Desk.read(pdf)).contains(said(words, pdf)).contains(facts(words));
    }

    @Test
    void whatShapedLettersSayGoesWithThem() {
        Words words = Words.of(Language.HI);

        byte[] pdf = Desk.press(Desk.SETTINGS).pdf(Desk.twoEyes(), Language.HI);

        assertThat(Desk.heard(pdf)).contains(said(words, pdf));
        assertThat(Desk.read(pdf)).contains("P-E-1", "Dr.Åsa", "dotsonly", "ab".repeat(32));
    }

    /// Of the words of a language.
    private static List<String> said(Words words, byte[] pdf) {
        String sheets = Integer.toString(Desk.sheets(pdf));
        return List.of(
                        words.say("paper.title"),
                        words.say("exam.refer"),
                        words.say("eye.OD"),
                        words.say("eye.OS"),
                        words.say("state.refer"),
                        words.say("state.uncertain"),
                        words.say("why.refer"),
                        words.say("alarm.other-eye", Map.of("given", words.say("eye.OS"))),
                        words.say("chart.disagrees", Map.of("eye", words.say("eye.OD"))),
                        words.say("detail.scores"),
                        words.say("paper.others"),
                        words.say("disclaimer"),
                        words.say("disclaimer.long"),
                        words.say("paper.page", Map.of("page", sheets, "pages", sheets)))
                .stream()
                .map(Desk::tight)
                .toList();
    }

    private static List<String> facts(Words words) {
        return List.of(
                        "Clinic of the Hill",
                        "P-E-1",
                        "E-1",
                        "2026-11-22 17:30, T. Echnician",
                        "The patient was tired.",
                        "Storm & stress " + words.percent(0.8731),
                        words.say("detail.operating-point", Map.of("threshold", words.percent(0.4))) + ": "
                                + words.say("detail.reached"),
                        words.say("why.borderline", Map.of("findings", "Storm & stress " + words.percent(0.25))),
                        "dots only",
                        "Dr. Åsa",
                        "seen with a wide pupil",
                        "toy 1.2.0, fake-cpu, fp32",
                        "ab".repeat(32),
                        "9.8.7",
                        "Asia/Kolkata")
                .stream()
                .map(Desk::tight)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void theSameReportGivesTheSameBytes(Language language) {
        Press press = Desk.press(Desk.SETTINGS);

        assertThat(press.pdf(Desk.twoEyes(), language)).isEqualTo(press.pdf(Desk.twoEyes(), language));
    }

    @Test
    void anEyeWithoutAPhotographIsSaidToBeMissing() {
        Report report = Desk.report(
                List.of(Samples.found(Samples.capture(1, "E-1", Laterality.LEFT), 0.1)),
                List.of(),
                Optional.of("glass eye"));

        String text = Desk.read(Desk.print(report));

        assertThat(text).contains("Exam:righteyeismissing", "Thereisnophotographofthiseye", "glasseye", "Nobodyadded");
    }

    @Test
    void aPhotographThatIsLostIsALineOfText() {
        Press press = new Press(Desk.SETTINGS, (_, _, _) -> new Plate.Lost("It is gone."), "1");

        String text = Desk.read(press.pdf(Desk.twoEyes()));

        assertThat(text).contains("Thepicturecannotbeshown.Itisgone.", "Storm&stress87.3%");
    }

    @Test
    void whatCouldNotBeGradedSaysWhyAndWhatToDo() {
        Report report = Desk.report(
                List.of(
                        Samples.ungradable(Samples.capture(1, "E-1", Laterality.LEFT)),
                        Samples.dead(Samples.capture(2, "E-1", Laterality.RIGHT))),
                List.of(),
                Optional.of("never mind"));

        String english = Desk.read(Desk.print(report));
        String french = Desk.read(Desk.press(Desk.SETTINGS).pdf(report, Language.FR));

        assertThat(english)
                .contains("Thisdoesnotlooklikeapictureofthekind", "Whattodo:Checkthattheright")
                .contains("Noanswer(Network):theengineanswerednonsense");
        assertThat(french).contains(Desk.tight(Words.of(Language.FR).say("fault.not-a-retina.advice")));
    }

    @Test
    void aDrawingIsCalledOneAndAnUntriedCameraToo() {
        String frozen = Desk.twoEyes()
                .exam()
                .replace("\"drawing\":false", "\"drawing\":true")
                .replace("\"cameraValidated\":true", "\"cameraValidated\":false");
        Report report = new Report("E-1", 1, "T", Optional.empty(), Desk.NOON, "ab".repeat(32), frozen);

        String text = Desk.read(Desk.print(report));

        assertThat(text).contains("Adrawndemonstrationeye,notaphotograph", "Cameranotvalidated");
        assertThat(Desk.read(Desk.print(Desk.twoEyes()))).doesNotContain("Adrawn", "Cameranot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "emoji 😀 and 漢字 and \u202Eright to left\u202C and שלום and مرحبا",
                "a bell \u0007, a null \u0000, a lone \uD800 half, a soft\u00ADhyphen, \uFEFF",
                "क्षत्रिय joined \u200D alone, 👩\u200D⚕️, क्‍ष"
            })
    void whatNoFontHasIsShownAsSuch(String text) {
        byte[] pdf = Desk.print(Desk.remarking(text));

        assertThat(Desk.read(pdf)).contains("\uFFFDstandsforacharacter");
        assertThat(Desk.read(pdf).chars().filter(c -> c == '\uFFFD')).hasSizeGreaterThan(4);
    }

    @Test
    void everyLetterOfTheLanguagesIsThere() {
        for (Language language : Language.values()) {
            byte[] pdf = Desk.press(Desk.SETTINGS).pdf(Desk.twoEyes(), language);

            // Once, where it is explained.
            assertThat(Desk.read(pdf).chars().filter(c -> c == '\uFFFD'))
                    .as(language.code())
                    .hasSize(1);
        }
    }

    @Test
    void aLongWordAndALongNoteAreBrokenAndNothingIsLost() {
        String note = "W".repeat(899) + "E";

        byte[] pdf = Desk.print(Desk.remarking(note));

        assertThat(Desk.read(pdf)).contains(note);
    }

    @Test
    void asManyNotesAsAnExamMayHaveArePrinted() {
        List<ChartEntry> notes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            notes.add(new ChartEntry.Note("line\n".repeat(390) + "last" + i, "T", Desk.NOON));
        }

        byte[] pdf = Desk.print(Desk.report(
                List.of(Samples.found(Samples.capture(1, "E-1", Laterality.LEFT), 0.1)), notes, Optional.empty()));

        assertThat(Desk.sheets(pdf)).isBetween(30, 300);
        assertThat(Desk.read(pdf)).contains("last0", "last199", "Page2of" + Desk.sheets(pdf));
    }

    @Test
    void whatNoExamHasIsRefusedBeforeItTakesTheMemory() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < 100 * Layout.SHEETS_MAX; i++) {
            blocks.add(new Block.Paragraph("x", Style.TITLE));
        }
        Exam exam = new Exam(FrozenExam.read(Desk.twoEyes()), Words.of(Language.EN), Desk.SETTINGS.zone());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PdfReport.of(exam, blocks))
                .withMessage("a report must have at most 400 sheets, had more");
    }

    @Test
    void nobodysNameStandsOutsideTheSheets() {
        String file = new String(Desk.print(Desk.twoEyes()), StandardCharsets.ISO_8859_1);

        assertThat(file)
                .startsWith("%PDF-1.4")
                .contains("/CreationDate", "20261122120000")
                .doesNotContain("P-E-1");
    }

    @Test
    void theLibraryWritesNothingToTheConsole() {
        assertThat(LogFactory.getLog(PdfReportTest.class)).isInstanceOf(NoOpLog.class);
    }
}
