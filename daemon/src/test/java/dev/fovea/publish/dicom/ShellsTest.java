package dev.fovea.publish.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fovea.dicom.Acquisition;
import dev.fovea.dicom.DicomException;
import dev.fovea.dicom.DicomUnwrapper;
import dev.fovea.dicom.Part10;
import dev.fovea.dicom.Tag;
import dev.fovea.exams.Report;
import dev.fovea.model.Laterality;
import dev.fovea.results.Answers;
import dev.fovea.store.InMemory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The shells around what people look at.
@Timeout(60)
class ShellsTest {
    @TempDir(factory = InMemory.class)
    Path root;

    private FinishedExam exam;

    @BeforeEach
    void open() {
        exam = FinishedExam.open(root);
    }

    @AfterEach
    void close() {
        exam.close();
    }

    private Report finished(Laterality... eyes) {
        for (Laterality eye : eyes) {
            exam.take(
                    CameraPhotograph.of("." + (eye.code().hashCode() & 0xffff)),
                    eye,
                    one -> Answers.findings(one, 0.9));
        }
        return exam.finish(CameraPhotograph.STUDY);
    }

    @Test
    void thePdfLiesInItsObjectAsItIsWithItsLength() {
        Report report = finished(Laterality.RIGHT, Laterality.LEFT);

        Tree pdf = Tree.read(exam.object(report, Kind.PDF).dataSet());

        byte[] inside = pdf.texts().getOrDefault(Tags.DOCUMENT, new byte[0]);
        assertThat(Arrays.copyOf(inside, Paper.PDF.length)).isEqualTo(Paper.PDF);
        assertThat(inside).hasSize(Paper.PDF.length + Paper.PDF.length % 2);
        assertThat(pdf.texts().getOrDefault(Tags.DOCUMENT_LENGTH, new byte[0]))
                .containsExactly(Paper.PDF.length & 0xff, Paper.PDF.length >> 8, 0, 0);
        assertThat(pdf.text(Tags.MIME_TYPE)).isEqualTo("application/pdf");
        assertThat(pdf.text(Tags.MODALITY)).isEqualTo("DOC");
        assertThat(pdf.text(Tag.PATIENT_ID)).isEqualTo("P-7");
        assertThat(pdf.text(Tag.STUDY)).isEqualTo(CameraPhotograph.STUDY);
        assertThat(pdf.list(Tags.SOURCE_INSTANCES)).hasSize(2);
    }

    @Test
    void thePictureIsReadBackAsThePhotographItIsAndSaysThatTextIsBurntIn() throws DicomException {
        DicomObject object = exam.object(finished(Laterality.RIGHT, Laterality.LEFT), Kind.SC);
        ByteBuffer file = ByteBuffer.wrap(
                Part10.file(object.sopClass(), object.sopInstance(), object.transferSyntax(), object.dataSet()));
        Tree set = Tree.read(object.dataSet());

        DicomUnwrapper.gradable(file);
        Acquisition read = Acquisition.read(file);

        assertThat(object.transferSyntax()).isEqualTo("1.2.840.10008.1.2.4.50");
        assertThat(read.sopInstance()).isEqualTo(object.sopInstance());
        assertThat(read.laterality()).isEqualTo(Laterality.UNKNOWN);
        assertThat(set.text(Tags.BURNED_IN)).isEqualTo("YES");
        assertThat(set.text(Tags.CONVERSION_TYPE)).isEqualTo("WSD");
        assertThat(set.text(Tags.LOSSY)).isEqualTo("01");
        assertThat(set.list(Tags.SOURCE_IMAGES)).hasSize(2);
        assertThat(set.text(Tags.DERIVATION)).contains("screening aid");
    }

    @Test
    void aPictureOfOneEyeNamesIt() throws DicomException {
        DicomObject object = exam.object(finished(Laterality.LEFT), Kind.SC);

        Acquisition read = Acquisition.read(ByteBuffer.wrap(
                Part10.file(object.sopClass(), object.sopInstance(), object.transferSyntax(), object.dataSet())));

        assertThat(read.laterality()).isEqualTo(Laterality.LEFT);
    }

    @Test
    void eachKindIsAnObjectAndASeriesOfItsOwn() {
        Report report = finished(Laterality.RIGHT);

        assertThat(Arrays.stream(Kind.values())
                        .map(kind -> exam.object(report, kind).sopInstance()))
                .doesNotHaveDuplicates()
                .allMatch(uid -> uid.startsWith("2.25."));
        assertThat(Arrays.stream(Kind.values())
                        .map(kind ->
                                Tree.read(exam.object(report, kind).dataSet()).text(Tag.SERIES)))
                .doesNotHaveDuplicates();
    }

    @Test
    void theWordsOfTheSettingAreTheKinds() {
        assertThat(Arrays.stream(Kind.values()).map(Kind::word)).containsExactly("sr3d", "sr", "pdf", "sc");
        assertThat(Kind.of("sr3d")).contains(Kind.SR3D);
        assertThat(Kind.of("SR")).isEqualTo(Optional.empty());
    }

    @Test
    void whatIsNoBaselineJpegBecomesNoPicture() {
        Report report = finished(Laterality.RIGHT);
        Rendering broken = new Rendering() {
            @Override
            public byte[] pdf(Report ignored) {
                return new byte[0];
            }

            @Override
            public byte[] jpeg(Report ignored) {
                return new byte[] {1, 2, 3, 4};
            }
        };

        assertThatIllegalStateException()
                .isThrownBy(() -> exam.objects(broken).of(Kind.SC).of(report))
                .withMessageContaining("the summary is not such a picture");
    }
}
