package dev.fovea.publish.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.dicom.Tag;
import dev.fovea.exams.ChartEntry.Agreement;
import dev.fovea.exams.Report;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.model.QualityFault;
import dev.fovea.results.Answers;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a structured report says, held against the exam it is made of: a right eye taken again, a left eye in doubt, a
/// reading and a note.
@Timeout(60)
class StructuredReportTest {
    @TempDir(factory = InMemory.class)
    Path root;

    private FinishedExam exam;
    private Capture again;
    private Capture left;
    private Report report;

    @BeforeEach
    void open() {
        exam = FinishedExam.open(root);
        exam.take(CameraPhotograph.of(".1"), Laterality.RIGHT, one -> Answers.ungradable(one, QualityFault.BLURRED));
        again = exam.take(CameraPhotograph.of(".2"), Laterality.RIGHT, one -> Answers.findings(one, 0.9));
        left = exam.take(CameraPhotograph.of(".3"), Laterality.LEFT, one -> Answers.doubted(one, 0.4));
        exam.exams()
                .read(
                        CameraPhotograph.STUDY,
                        Laterality.RIGHT,
                        Optional.of(again.id()),
                        Agreement.DISAGREE,
                        Optional.of("dots only"),
                        "Dr. Obi");
        exam.exams().note(CameraPhotograph.STUDY, "patient was tired", "Tina");
        report = exam.finish(CameraPhotograph.STUDY);
    }

    @AfterEach
    void close() {
        exam.close();
    }

    private Tree sr() {
        return Tree.read(exam.object(report, Kind.SR3D).dataSet());
    }

    private static List<Tree> groups(Tree sr) {
        return sr.child(Codes.MEASUREMENTS).children();
    }

    private static Tree group(Tree sr, String tracking) {
        return groups(sr).stream()
                .filter(group -> group.child(Codes.TRACKING).value().equals(tracking))
                .findFirst()
                .orElseThrow();
    }

    private static String side(Tree group) {
        return group.child(Codes.SITE).child(Codes.LATERALITY).value();
    }

    @Test
    void itBelongsToThePhotographsPatientAndStudyInASeriesOfItsOwn() {
        DicomObject object = exam.object(report, Kind.SR3D);
        Tree sr = Tree.read(object.dataSet());

        assertThat(sr.text(Tag.PATIENT_NAME)).isEqualTo("M\u00fcller^Eva");
        assertThat(sr.text(Tag.CHARACTER_SET)).isEqualTo("ISO_IR 192");
        assertThat(sr.text(Tag.PATIENT_ID)).isEqualTo("P-7");
        assertThat(sr.text(Tag.BIRTH_DATE)).isEqualTo("19600102");
        assertThat(sr.text(Tag.STUDY)).isEqualTo(CameraPhotograph.STUDY);
        assertThat(sr.text(Tag.ACCESSION_NUMBER)).isEqualTo("A-9");
        assertThat(sr.text(Tag.SERIES)).startsWith("2.25.");
        assertThat(sr.text(Tag.SOP_INSTANCE)).isEqualTo(object.sopInstance());
        assertThat(sr.text(Tag.SOP_CLASS)).isEqualTo("1.2.840.10008.5.1.4.1.1.88.34");
        assertThat(sr.text(Tags.COMPLETION) + " " + sr.text(Tags.VERIFICATION)).isEqualTo("COMPLETE UNVERIFIED");
    }

    @Test
    void theRightEyesGroupHoldsTheRetakesProbabilitiesAndNothingOfTheOtherEye() {
        Tree right = group(sr(), "Right eye");

        assertThat(side(right)).isEqualTo("Right");
        assertThat(right.child(Codes.OUTCOME).value()).isEqualTo("Refer: a person should look");
        assertThat(right.child(Code.ours("p-sick", "Probability: sick")).value())
                .isEqualTo("0.9");
        assertThat(right.child(Code.ours("p-sound", "Probability: sound")).value())
                .isEqualTo("0.1");
        assertThat(right.child(Code.ours("sick", "sick")).value()).isEqualTo("Positive");
        assertThat(right.child(Codes.SOURCE).value()).isEqualTo(CameraPhotograph.STUDY + ".2");
        assertThat(right.child(Codes.ALGORITHM_NAME).value()).isEqualTo("Fovea, eye");
        assertThat(right.child(Codes.ALGORITHM_VERSION).value()).isEqualTo("1.2.0");
        assertThat(right.children(Codes.ALGORITHM_PARAMETERS))
                .extracting(Tree::value)
                .anySatisfy(text -> assertThat(text).contains(again.content().hex()))
                .contains("operating point of sick 0.5");
        assertThat(right.children(Codes.DOUBT)).isEmpty();
    }

    @Test
    void theLeftEyesGroupSaysWhatIsUncertainAndWhy() {
        Tree eye = group(sr(), "Left eye");

        assertThat(side(eye)).isEqualTo("Left");
        assertThat(eye.child(Codes.OUTCOME).value()).startsWith("Uncertain");
        assertThat(eye.child(Code.ours("p-sick", "Probability: sick")).value()).isEqualTo("0.4");
        assertThat(eye.child(Code.ours("sick", "sick")).value()).isEqualTo("Indeterminate");
        assertThat(eye.child(Codes.SOURCE).value()).isEqualTo(CameraPhotograph.STUDY + ".3");
        assertThat(eye.children(Codes.DOUBT)).hasSize(2);
        assertThat(eye.child(Codes.OTHER_EYE).value()).isEqualTo("Yes");
        assertThat(eye.child(Codes.CAMERA).value()).isEqualTo("Yes");
        assertThat(eye.children(Codes.ALGORITHM_PARAMETERS))
                .extracting(Tree::value)
                .contains("operating point of sick 0.5, uncertain from 0.333333 to 0.75")
                .anySatisfy(text -> assertThat(text).contains(left.content().hex()));
    }

    @Test
    void aPersonsReadingIsAGroupOfItsOwnWithTheReaderAsItsObserver() {
        Tree reading = group(sr(), "Right eye, reading 1");

        assertThat(side(reading)).isEqualTo("Right");
        assertThat(reading.child(Codes.OBSERVER_TYPE).value()).isEqualTo("Person");
        assertThat(reading.child(Codes.PERSON_NAME).value()).isEqualTo("Dr. Obi");
        assertThat(reading.child(Codes.AGREEMENT).value()).isEqualTo("Disagrees with the program");
        assertThat(reading.child(Codes.COMMENT).value()).isEqualTo("dots only");
        assertThat(reading.child(Codes.SOURCE).value()).isEqualTo(CameraPhotograph.STUDY + ".2");
    }

    @Test
    void whatIsSaidOfTheExamStandsBesideAndNamesNobodyElse() {
        Tree said = sr().child(Codes.EVALUATIONS);

        assertThat(said.child(Codes.EXAM_OUTCOME).value()).isEqualTo("Refer: a person should look");
        assertThat(said.children(Codes.COMMENT))
                .extracting(Tree::value)
                .containsExactly(
                        Modules.AID,
                        "Finished by Tina, edition 1 of exam " + CameraPhotograph.STUDY,
                        "Remark: asked for by Dr. Obi",
                        "Note by Tina: patient was tired");
    }

    @Test
    void everyPhotographOfTheTreeIsAmongTheEvidence() {
        Tree sr = sr();

        Tree study = sr.list(Tags.EVIDENCE).getFirst();
        Tree series = study.list(Tags.REFERENCED_SERIES).getFirst();

        assertThat(study.text(Tag.STUDY)).isEqualTo(CameraPhotograph.STUDY);
        assertThat(series.text(Tag.SERIES)).isEqualTo(CameraPhotograph.SERIES);
        assertThat(series.list(Tags.REFERENCED_SOPS))
                .extracting(one -> one.text(Tags.REFERENCED_INSTANCE))
                .containsExactlyInAnyOrderElementsOf(sr.all()
                        .filter(node -> node.text(Tags.VALUE_TYPE).equals("IMAGE"))
                        .map(Tree::value)
                        .distinct()
                        .toList())
                .hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"SR3D", "SR"})
    void theSameReportIsTheSameObjectAndALaterEditionIsAnother(Kind kind) {
        DicomObject first = exam.object(report, kind);
        DicomObject second = exam.object(report, kind);
        exam.exams().note(CameraPhotograph.STUDY, "called the patient", "Tina");
        DicomObject later = exam.object(exam.finish(CameraPhotograph.STUDY), kind);

        assertThat(second.dataSet()).isEqualTo(first.dataSet());
        assertThat(second.sopInstance()).isEqualTo(first.sopInstance());
        assertThat(later.sopInstance()).isNotEqualTo(first.sopInstance());
    }

    static List<UnaryOperator<Report>> otherReportsOfTheSameEdition() {
        return List.of(
                one -> new Report(one.name(), 1, "Dr. Obi", one.remark(), one.madeAt(), one.basis(), one.exam()),
                one -> new Report(one.name(), 1, one.author(), Optional.of("!"), one.madeAt(), one.basis(), one.exam()),
                one -> new Report(
                        one.name(),
                        1,
                        one.author(),
                        one.remark(),
                        one.madeAt().plusNanos(1000),
                        one.basis(),
                        one.exam()),
                one -> new Report(
                        one.name(),
                        1,
                        one.author(),
                        one.remark(),
                        one.madeAt(),
                        one.basis(),
                        one.exam().replace("tired", "awake")));
    }

    @ParameterizedTest
    @MethodSource("otherReportsOfTheSameEdition")
    void twoReportsNeverShareAnIdentityWhateverTheyDifferIn(UnaryOperator<Report> change) {
        Tree one = sr();
        Tree other = Tree.read(exam.object(change.apply(report), Kind.SR3D).dataSet());

        assertThat(other.text(Tag.SOP_INSTANCE)).isNotEqualTo(one.text(Tag.SOP_INSTANCE));
        assertThat(other.text(Tag.SERIES)).isNotEqualTo(one.text(Tag.SERIES));
    }

    @ParameterizedTest
    @EnumSource(names = {"SR3D", "SR"})
    void aLaterEditionNamesTheOneBeforeAsItsPredecessor(Kind kind) {
        Tree first = Tree.read(exam.object(report, kind).dataSet());
        exam.exams().note(CameraPhotograph.STUDY, "called the patient", "Tina");
        Tree second =
                Tree.read(exam.object(exam.finish(CameraPhotograph.STUDY), kind).dataSet());
        exam.exams().note(CameraPhotograph.STUDY, "she comes on Monday", "Tina");
        Tree third =
                Tree.read(exam.object(exam.finish(CameraPhotograph.STUDY), kind).dataSet());

        assertThat(first.has(Tags.PREDECESSORS)).isFalse();
        isNamed(first, second.list(Tags.PREDECESSORS));
        isNamed(second, third.list(Tags.PREDECESSORS));
    }

    private static void isNamed(Tree document, List<Tree> predecessors) {
        assertThat(predecessors).hasSize(1);
        Tree study = predecessors.getFirst();
        assertThat(study.text(Tag.STUDY)).isEqualTo(document.text(Tag.STUDY));
        assertThat(study.list(Tags.REFERENCED_SERIES)).singleElement().satisfies(series -> {
            assertThat(series.text(Tag.SERIES)).isEqualTo(document.text(Tag.SERIES));
            assertThat(series.list(Tags.REFERENCED_SOPS)).singleElement().satisfies(object -> {
                assertThat(object.text(Tags.REFERENCED_CLASS)).isEqualTo(document.text(Tag.SOP_CLASS));
                assertThat(object.text(Tags.REFERENCED_INSTANCE)).isEqualTo(document.text(Tag.SOP_INSTANCE));
            });
        });
    }

    @Test
    void anEditionThatNeverBecameAnObjectIsNobodysPredecessor() {
        DicomObjects objects = new DicomObjects(
                FinishedExam.BOX,
                id -> {
                    throw new UnfitReportException("nothing is made of " + id);
                },
                new Paper(),
                (_, _) -> Optional.of(report));
        exam.take(Clinic.photograph(7), "E1", Optional.of("P-1"), Laterality.RIGHT, one -> Answers.findings(one, 0.2));

        Tree sr = Tree.read(objects.of(Kind.SR3D).of(exam.finish("E1")).dataSet());

        assertThat(sr.has(Tags.PREDECESSORS)).isFalse();
    }

    @Test
    void theOlderClassHasTheSameTreeUnderAnotherName() {
        DicomObject newer = exam.object(report, Kind.SR3D);
        DicomObject older = exam.object(report, Kind.SR);

        assertThat(older.sopClass()).isEqualTo("1.2.840.10008.5.1.4.1.1.88.33");
        assertThat(older.sopInstance()).isNotEqualTo(newer.sopInstance());
        assertThat(Tree.read(older.dataSet()).all().map(Tree::value))
                .containsExactlyElementsOf(
                        Tree.read(newer.dataSet()).all().map(Tree::value).toList());
    }

    @Test
    void anExamWithoutDicomAndWithAMissingEyeSaysSoAndRefersToNothing() {
        exam.take(
                Clinic.photograph(7),
                "E1",
                Optional.of("P-1"),
                Laterality.RIGHT,
                one -> Answers.ungradable(one, QualityFault.TOO_DARK));

        Tree sr = Tree.read(exam.object(exam.finish("E1"), Kind.SR3D).dataSet());

        assertThat(sr.text(Tag.PATIENT_ID)).isEqualTo("P-1");
        assertThat(sr.has(Tags.EVIDENCE)).isFalse();
        assertThat(sr.all().map(node -> node.text(Tags.VALUE_TYPE))).doesNotContain("IMAGE");
        assertThat(group(sr, "Left eye").child(Codes.OUTCOME).value()).isEqualTo("No photograph");
        assertThat(group(sr, "Right eye").child(Codes.FAULT).value()).isEqualTo("The picture is too dark.");
        assertThat(group(sr, "Right eye").children(Codes.ALGORITHM_NAME)).isEmpty();
    }
}
