package dev.fovea.app;

import static dev.fovea.results.Answers.findings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.dicom.DicomUnwrapper;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.image.ImageLimits;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.model.Outcome;
import dev.fovea.model.Result;
import dev.fovea.model.Stage;
import dev.fovea.publish.paper.Plate;
import dev.fovea.publish.rest.Archive;
import dev.fovea.publish.rest.ModelCard;
import dev.fovea.publish.rest.Samples;
import dev.fovea.spool.Clinic;
import dev.fovea.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Photographs for paper: those that the report rests on, or a sentence why not.
@Timeout(60)
class ReportAlbumTest {
    private static final byte[] EYE = DrawnEye.healthy(Laterality.RIGHT, 1).jpeg(600, 400);

    @TempDir
    Path root;

    private Clinic clinic;
    private Capture right;
    private List<ModelCard> cards = List.of(card("fundus4"));

    @BeforeEach
    void open() {
        clinic = Clinic.open(root);
        right = clinic.take(EYE, "E1", Laterality.RIGHT);
        clinic.results().finish(findings(right, 0.9));
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    private static ModelCard card(String task) {
        ModelCard card = Samples.CARD;
        return new ModelCard(
                task,
                card.title(),
                card.name(),
                card.version(),
                card.classes(),
                card.input(),
                card.engine(),
                card.precision(),
                card.signer(),
                Optional.empty());
    }

    private Plate plate(Capture capture, String content, Optional<String> finding) {
        DrawnPictures pictures = new DrawnPictures(clinic.spool(), ImageLimits.DEFAULT, new DicomUnwrapper());
        return new ReportAlbum(Archive.of(clinic.results()), pictures, () -> cards)
                .plate(capture.id().toString(), content, finding);
    }

    private Plate plate(Optional<String> finding) {
        return plate(right, right.content().hex(), finding);
    }

    @Test
    void aPhotographStandsBesideItsHeatMap() {
        assertThat(plate(Optional.of("sick"))).isInstanceOfSatisfying(Plate.Shown.class, shown -> {
            assertThat(shown.photograph().width()).isEqualTo(512);
            assertThat(shown.heatMap().orElseThrow().height()).isEqualTo(512);
            assertThat(shown.heatMap().orElseThrow().jpeg())
                    .isNotEqualTo(shown.photograph().jpeg());
        });
        assertThat(plate(Optional.empty()))
                .isInstanceOfSatisfying(
                        Plate.Shown.class, shown -> assertThat(shown.heatMap()).isEmpty());
        assertThat(plate(Optional.of("unheard of")))
                .isInstanceOfSatisfying(
                        Plate.Shown.class, shown -> assertThat(shown.heatMap()).isEmpty());
    }

    @Test
    void otherBytesThanTheReportRestsOnAreNotShown() {
        assertThat(plate(right, "0".repeat(64), Optional.empty()))
                .isEqualTo(new Plate.Lost("The photograph kept is not the one that this report rests on."));
    }

    @Test
    void aPhotographNobodyKnowsAndAModelThatIsGoneAreSaid() {
        Capture never = Samples.capture(7, "E1", Laterality.LEFT);
        assertThat(plate(never, never.content().hex(), Optional.empty()))
                .isEqualTo(new Plate.Lost("The photograph is not in the index any more."));

        cards = List.of(card("oct3"));
        assertThat(plate(Optional.empty()))
                .isEqualTo(new Plate.Lost("There is no model for fundus4 any more to cut it for."));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(path -> path.toString().contains(right.content().hex()))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    @Test
    void aFileThatIsGoneIsSaid() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }

        assertThat(plate(Optional.empty())).isInstanceOf(Plate.Lost.class);
    }

    @Test
    void aFileThatCannotBeReadForNowIsNotSaidToBeLost() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
            Files.createSymbolicLink(file, file);
        }

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> plate(Optional.empty()))
                .withMessageContaining("cannot be read")
                .matches(e -> !e.lost());
    }

    @Test
    void whatIsNoPictureIsSaid() {
        Capture broken = clinic.take(Clinic.photograph(3), "E1", Laterality.LEFT);
        clinic.results().finish(findings(broken, 0.1));

        assertThat(plate(broken, broken.content().hex(), Optional.empty()))
                .isInstanceOfSatisfying(
                        Plate.Lost.class, lost -> assertThat(lost.reason()).contains("not a picture"));
    }

    @Test
    void whatKilledTheDecoderIsNotDecodedAgain() {
        Capture killer = clinic.take(DrawnEye.healthy(Laterality.LEFT, 2).jpeg(300, 200), "E1", Laterality.LEFT);
        Result answer = findings(killer, 0.1);
        clinic.results()
                .finish(new Result(
                        killer.id(),
                        killer.content(),
                        new Outcome.Failed(Stage.DECODE, "the program died 3 times"),
                        Optional.empty(),
                        Optional.empty(),
                        answer.times(),
                        answer.answeredAt()));

        assertThat(plate(killer, killer.content().hex(), Optional.empty()))
                .isEqualTo(new Plate.Lost("The photograph could not be decoded."));
    }
}
