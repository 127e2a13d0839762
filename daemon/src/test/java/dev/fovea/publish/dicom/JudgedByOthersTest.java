package dev.fovea.publish.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.dicom.Part10;
import dev.fovea.exams.ChartEntry.Agreement;
import dev.fovea.exams.Report;
import dev.fovea.model.Laterality;
import dev.fovea.model.QualityFault;
import dev.fovea.results.Answers;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The objects before programs that know the standard and do not know us.
@Timeout(300)
class JudgedByOthersTest {
    /// Our own coding scheme; a person's name that was typed as one text; a patient nobody named; a picture of both
    /// eyes.
    private static final List<String> WARNINGS = List.of(
            "Unrecognized defined term <99FOVEA>",
            "Unrecognized defined term <" + Code.OURS_UID + ">",
            "Retired Person Name form",
            "needed to build DICOMDIR",
            "attribute <Laterality>");

    @TempDir(factory = InMemory.class)
    Path root;

    @TempDir
    Path files;

    private FinishedExam exam;

    @BeforeEach
    void open() {
        exam = FinishedExam.open(root);
    }

    @AfterEach
    void close() {
        exam.close();
    }

    private Report full() {
        exam.take(CameraPhotograph.of(".1"), Laterality.RIGHT, one -> Answers.ungradable(one, QualityFault.BLURRED));
        exam.take(CameraPhotograph.of(".2"), Laterality.RIGHT, one -> Answers.findings(one, 0.9));
        exam.take(CameraPhotograph.of(".3"), Laterality.LEFT, one -> Answers.doubted(one, 0.4));
        exam.exams()
                .read(
                        CameraPhotograph.STUDY,
                        Laterality.RIGHT,
                        Optional.empty(),
                        Agreement.DISAGREE,
                        Optional.of("dots only"),
                        "Dr. Obi");
        exam.exams().note(CameraPhotograph.STUDY, "patient was tired\n\u0906\u0936\u093e", "Tina");
        return exam.finish(CameraPhotograph.STUDY);
    }

    /// The same exam, finished again.
    private Report amended() {
        exam.exams().note(CameraPhotograph.STUDY, "called the patient", "Tina");
        return exam.finish(CameraPhotograph.STUDY);
    }

    /// One eye only, nothing by DICOM, nobody knows whose.
    private Report bare() {
        exam.take(Clinic.photograph(1), "E1", Optional.empty(), Laterality.RIGHT, one -> Answers.findings(one, 0.2));
        return exam.finish("E1");
    }

    private Path file(Report report, Kind kind) throws IOException {
        DicomObject object = exam.object(report, kind);
        Path file = files.resolve(report.edition() + kind.word() + ".dcm");
        return Files.write(
                file, Part10.file(object.sopClass(), object.sopInstance(), object.transferSyntax(), object.dataSet()));
    }

    @ParameterizedTest
    @EnumSource
    void theirModulesHaveNoErrors(Kind kind) throws IOException {
        Tool.DCIODVFY.mustBeThere();

        for (Report report : List.of(full(), amended(), bare())) {
            List<String> said = Tool.DCIODVFY.says(file(report, kind));

            assertThat(said).noneMatch(line -> line.startsWith("Error"));
            assertThat(said.stream().filter(line -> line.startsWith("Warning")))
                    .allMatch(line -> WARNINGS.stream().anyMatch(line::contains));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SR3D", "SR"})
    void theirTreesAreReadByDcmtk(Kind kind) throws IOException {
        Tool.DSRDUMP.mustBeThere();

        List<String> tree = Tool.DSRDUMP.says(file(full(), kind));

        assertThat(tree).noneMatch(line -> line.startsWith("E:"));
        // Older ones say that they do not check the lengths of UTF-8.
        assertThat(tree.stream().filter(line -> line.startsWith("W:")))
                .allMatch(line -> line.contains("Specific Character Set: ISO_IR 192"));
        assertThat(String.join("\n", tree))
                .contains("M\u00fcller^Eva", "Imaging Measurement Report", "Probability: sick", "\"0.9\"", "Dr. Obi");
    }

    @Test
    void dcmtkReadsWhichDocumentAnEditionTakesThePlaceOf() throws IOException {
        Tool.DSRDUMP.mustBeThere();
        DicomObject first = exam.object(full(), Kind.SR3D);
        Path second = file(amended(), Kind.SR3D);

        List<String> read = Tool.DSRDUMP.says(second);
        String xml = String.join("", Tool.DSR2XML.says(second));

        assertThat(read).anyMatch(line -> line.matches("Predecessor Docs +: 1"));
        assertThat(xml.replaceAll(".*<predecessor|</predecessor.*", "")).contains(first.sopInstance());
    }

    /// Warnings are allowed where the validator's edition of TID 1501, which may be extended, does not know the
    /// evaluations that later editions have: in measurement groups, and of nothing but what stands there.
    @Test
    void theTreeFollowsItsTemplates() throws IOException {
        Tool.TEMPLATES.mustBeThere();

        for (Report report : List.of(full(), amended(), bare())) {
            List<String> said = Tool.TEMPLATES.says(file(report, Kind.SR3D));

            assertThat(said).contains("Found Root Template TID_1500 (MeasurementReport)", "IOD validation complete");
            assertThat(said).noneMatch(line -> line.startsWith("Error"));
            assertThat(said.stream().filter(line -> line.startsWith("Warning")))
                    .allSatisfy(line -> assertThat(line)
                            .matches(".*/CONTAINER \\(125007,DCM,\"Measurement Group\"\\)/[A-Z]+ [^/]*"
                                    + ": Content Item not in template"));
        }
    }
}
