package dev.fovea.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduledStepTest {
    private static Attributes step(String day, String time) {
        return new Attributes()
                .text(0x00080060, "CS", "OP")
                .text(0x00400001, "AE", "FOVEA")
                .text(0x00400002, "DA", day)
                .text(0x00400003, "TM", time)
                .text(0x00400006, "PN", "Reader^Rita")
                .text(0x00400007, "LO", "Both eyes")
                .text(0x00400009, "SH", "S1");
    }

    private static Attributes item(String study, Attributes... steps) {
        return new Attributes()
                .text(Tag.CHARACTER_SET, "CS", Attributes.UTF_8)
                .text(0x00080050, "SH", "A-77")
                .text(Tag.PATIENT_NAME, "PN", "Müller^Eva^Maria^Dr=ミュラー^エバ")
                .text(Tag.PATIENT_ID, "LO", "P-1")
                .text(0x00100030, "DA", "19610407")
                .text(0x00100040, "CS", "F")
                .text(Tag.STUDY, "UI", study)
                .text(0x00321060, "LO", "Screening")
                .items(0x00400100, List.of(steps));
    }

    private static ScheduledStep read(Attributes item, boolean explicit) throws DicomException {
        return ScheduledStep.read(ByteBuffer.wrap(explicit ? item.encoded() : item.encodedImplicitly()), explicit);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerIsReadInBothEncodings(boolean explicit) throws DicomException {
        ScheduledStep step = read(item("1.2.3", step("20261122", "0930")), explicit);

        assertThat(step.study()).isEqualTo("1.2.3");
        assertThat(step.patientId()).isEqualTo("P-1");
        assertThat(step.patientName()).contains("Müller, Eva Maria");
        assertThat(step.birthDate()).contains(LocalDate.of(1961, 4, 7));
        assertThat(step.sex()).contains("F");
        assertThat(step.accession()).contains("A-77");
        assertThat(step.procedure()).contains("Both eyes");
        assertThat(step.id()).contains("S1");
        assertThat(step.day()).isEqualTo(LocalDate.of(2026, 11, 22));
        assertThat(step.time()).contains(LocalTime.of(9, 30));
        assertThat(step.modality()).contains("OP");
        assertThat(step.station()).contains("FOVEA");
        assertThat(step.physician()).contains("Reader, Rita");
    }

    @ParameterizedTest
    @CsvSource({"093015.123456, 09:30", "09:30:15, 09:30", "09, 09:00", "2400, ", "9, ", "morning, ", "'', "})
    void aTimeIsAsGoodAsItIs(String written, String read) throws DicomException {
        ScheduledStep step = read(item("1.2.3", step("2026.11.22", written)), true);

        assertThat(step.time().map(LocalTime::toString).orElse(null)).isEqualTo(read);
        assertThat(step.day()).isEqualTo(LocalDate.of(2026, 11, 22));
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, 20260231, must be YYYYMMDD",
        "1.2.3, '', must be YYYYMMDD",
        "'', 20261122, Study Instance UID",
        "P-1, 20261122, Study Instance UID"
    })
    void withoutStudyOrDayItIsNone(String study, String day, String says) {
        assertThatExceptionOfType(DicomException.class)
                .isThrownBy(() -> read(item(study, step(day, "09")), true))
                .withMessageContaining(says);
    }

    @Test
    void neitherIsOneOfNoStepOrOfTwo() {
        assertThatExceptionOfType(DicomException.class).isThrownBy(() -> read(item("1.2.3"), true));
        assertThatExceptionOfType(DicomException.class)
                .isThrownBy(() -> read(item("1.2.3", step("20261122", ""), step("20261122", "")), true))
                .withMessageContaining("had 2");
    }

    @Test
    void theQuestionNamesDaysAndDevice() throws DicomException {
        LocalDate from = LocalDate.of(2026, 11, 22);
        byte[] asked = ScheduledStep.question(new ScheduledStep.Wanted(from, from.plusDays(2), "OP", "FOVEA"))
                .encoded();

        DataSet step = DataSet.read(ByteBuffer.wrap(asked).order(ByteOrder.LITTLE_ENDIAN), 0, true)
                .items(0x00400100)
                .getFirst();

        assertThat(step.text(0x00400002)).contains("20261122-20261124");
        assertThat(step.text(0x00080060)).contains("OP");
        assertThat(step.text(0x00400001)).contains("FOVEA");
        assertThat(step.text(0x00400009)).isEmpty();
    }

    /// Whatever a worklist sends, it is read or refused.
    @Test
    void noBytesDoMoreThanBeRefused() {
        Random dice = new Random(5);
        byte[] good = item("1.2.3", step("20261122", "0930")).encoded();
        for (int round = 0; round < 5_000; round++) {
            byte[] bad = good.clone();
            for (int i = 0; i <= round % 4; i++) {
                bad[dice.nextInt(bad.length)] = (byte) dice.nextInt();
            }
            try {
                assertThat(ScheduledStep.read(ByteBuffer.wrap(bad), round % 2 == 0)
                                .study())
                        .isNotEmpty();
            } catch (DicomException refused) {
                assertThat(refused).hasMessageMatching("(?s).+");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"Doe^Jane, 'Doe, Jane'", "Doe, Doe", "^Jane, Jane", "=山田^太郎, '山田, 太郎'", "Doe^Jane^^Dr^Jr, 'Doe, Jane'"})
    void aNameIsAsPeopleReadIt(String written, String read) {
        assertThat(PersonName.readable(written)).contains(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "^", "^^^^", "=", "^=^="})
    void aNameOfNobodyIsNone(String written) {
        assertThat(PersonName.readable(written)).isEmpty();
    }
}
