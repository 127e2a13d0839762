package dev.fovea.publish.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.dicom.Origin;
import dev.fovea.dicom.Uids;
import dev.fovea.exams.FrozenExam;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.results.Answers;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose objects they become.
@Timeout(60)
class StudyTest {
    private static final ZoneOffset BOX = ZoneOffset.ofHours(3);

    @TempDir(factory = InMemory.class)
    Path root;

    private final Map<String, byte[]> files = new HashMap<>();
    private FinishedExam exam;

    @BeforeEach
    void open() {
        exam = FinishedExam.open(root);
    }

    @AfterEach
    void close() {
        exam.close();
    }

    private Capture take(CameraPhotograph photograph, Laterality eye) {
        Capture capture = exam.take(photograph, eye, one -> Answers.findings(one, 0.9));
        files.put(capture.id().toString(), photograph.file());
        return capture;
    }

    private void upload(String name, Optional<String> patient, Laterality eye) {
        exam.take(Clinic.photograph(eye.code().hashCode()), name, patient, eye, one -> Answers.findings(one, 0.1));
    }

    private Study study(String name) {
        return Study.of(FrozenExam.read(exam.finish(name)), id -> ByteBuffer.wrap(files.get(id.toString())), BOX);
    }

    @Test
    void patientAndStudyAreThoseOfThePhotographsHeaders() {
        Capture right = take(CameraPhotograph.of(".1"), Laterality.RIGHT);
        Capture left = take(CameraPhotograph.of(".2").named("M\u00fcller^Eva"), Laterality.LEFT);

        Study study = study(CameraPhotograph.STUDY);

        assertThat(study.patient()).isEqualTo(new Origin.Patient("M\u00fcller^Eva", "P-7", "CLINIC", "19600102", "F"));
        assertThat(study.study())
                .isEqualTo(new Origin.Study(CameraPhotograph.STUDY, "20261122", "0801", "S1", "A-9", "Referrer^R"));
        assertThat(study.photographs().keySet())
                .containsExactly(left.id().toString(), right.id().toString());
        assertThat(study.zone()).isEqualTo(BOX);
    }

    @Test
    void twoPatientsAreNeverOneObject() {
        Capture right = take(CameraPhotograph.of(".1"), Laterality.RIGHT);
        take(CameraPhotograph.of(".2"), Laterality.LEFT);
        files.put(
                right.id().toString(),
                CameraPhotograph.of(".1").of("P-8", "19600102").file());

        assertThatExceptionOfType(UnfitReportException.class)
                .isThrownBy(() -> study(CameraPhotograph.STUDY))
                .withMessageContaining("Patient ID is \"P-7\" and \"P-8\"");
    }

    @Test
    void oneIdWithTwoBirthDatesIsNoOnesObject() {
        take(CameraPhotograph.of(".1"), Laterality.RIGHT);
        take(CameraPhotograph.of(".2").of("P-7", "19700102"), Laterality.LEFT);

        assertThatExceptionOfType(UnfitReportException.class)
                .isThrownBy(() -> study(CameraPhotograph.STUDY))
                .withMessageContaining("Patient's Birth Date is \"19700102\" and \"19600102\"");
    }

    @Test
    void anUploadForAnotherPatientDoesNotGoWithTheStudy() {
        CameraPhotograph nameless = CameraPhotograph.of(".1").of("", "19600102");
        Capture right = exam.take(
                nameless.file(),
                CameraPhotograph.STUDY,
                Optional.empty(),
                Laterality.RIGHT,
                one -> Answers.findings(one, 0.9));
        files.put(right.id().toString(), CameraPhotograph.of(".1").file());
        upload(CameraPhotograph.STUDY, Optional.of("P-9"), Laterality.LEFT);

        assertThatExceptionOfType(UnfitReportException.class)
                .isThrownBy(() -> study(CameraPhotograph.STUDY))
                .withMessageContaining("Patient ID is");
    }

    @Test
    void twoStudiesAreNeverOneObject() {
        Capture right = take(CameraPhotograph.of(".1"), Laterality.RIGHT);
        files.put(
                right.id().toString(),
                CameraPhotograph.of(".1").in(CameraPhotograph.STUDY + ".9").file());
        take(CameraPhotograph.of(".2"), Laterality.LEFT);

        assertThatExceptionOfType(UnfitReportException.class)
                .isThrownBy(() -> study(CameraPhotograph.STUDY))
                .withMessageContaining("Study Instance UID is");
    }

    @Test
    void anUploadedExamThatIsNamedByAWorklistsStudyBelongsToIt() {
        upload(CameraPhotograph.STUDY, Optional.of("P-7"), Laterality.RIGHT);

        Study study = study(CameraPhotograph.STUDY);

        assertThat(study.study().uid()).isEqualTo(CameraPhotograph.STUDY);
        assertThat(study.study().date() + study.study().time()).isEqualTo("20261122110000.000");
        assertThat(study.patient().id()).isEqualTo("P-7");
        assertThat(study.photographs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"E1", "1.2", "2.11.2026"})
    void anyOtherExamHasAStudyOfItsOwnThatLaterEditionsKeep(String name) {
        upload(name, Optional.of("P-7"), Laterality.RIGHT);
        String first = study(name).study().uid();
        upload(name, Optional.of("P-7"), Laterality.LEFT);

        assertThat(first).startsWith("2.25.").matches(Uids::valid);
        assertThat(study(name).study().uid()).isEqualTo(first);
    }

    @Test
    void theSameNameGivenByAnotherBoxIsAnotherStudy(@TempDir(factory = InMemory.class) Path elsewhere) {
        upload("E1", Optional.of("P-7"), Laterality.RIGHT);
        String here = study("E1").study().uid();

        try (FinishedExam other = FinishedExam.open(elsewhere)) {
            other.take(
                    Clinic.photograph(1),
                    "E1",
                    Optional.of("P-7"),
                    Laterality.RIGHT,
                    one -> Answers.findings(one, 0.1));
            Study there = Study.of(FrozenExam.read(other.finish("E1")), _ -> ByteBuffer.allocate(0), BOX);
            assertThat(there.study().uid()).isNotEqualTo(here);
        }
    }

    @Test
    void aPatientThatNoArchiveCouldHoldIsRefused() {
        upload("E1", Optional.of("a\\b"), Laterality.RIGHT);

        assertThatExceptionOfType(UnfitReportException.class)
                .isThrownBy(() -> study("E1"))
                .withMessageContaining("the patient \"a\\b\" is no Patient ID");
    }

    @Test
    void aHeaderThatCannotBeReadNamesThePhotograph() {
        Capture right = take(CameraPhotograph.of(".1"), Laterality.RIGHT);
        files.put(right.id().toString(), new byte[200]);

        assertThatExceptionOfType(UnfitReportException.class)
                .isThrownBy(() -> study(CameraPhotograph.STUDY))
                .withMessageContaining("the header of photograph " + right.id() + " cannot be read");
    }
}
