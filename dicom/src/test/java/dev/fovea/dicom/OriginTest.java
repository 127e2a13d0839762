package dev.fovea.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";

    private static Attributes least() {
        return new Attributes()
                .text(Tag.SOP_CLASS, "UI", "1.2.840.10008.5.1.4.1.1.7")
                .text(Tag.SOP_INSTANCE, "UI", "1.2.3.1")
                .text(Tag.STUDY, "UI", "1.2.3");
    }

    private static Origin read(Attributes set) throws DicomException {
        return Origin.read(
                ByteBuffer.wrap(Part10.file("1.2.840.10008.5.1.4.1.1.7", "1.2.3.1", EXPLICIT, set.encoded())));
    }

    @Test
    void patientAndStudyAreTakenOverWithTheirTextsDecoded() throws DicomException {
        byte[] latin = "M\u00fcller^Eva ".getBytes(StandardCharsets.ISO_8859_1);

        Origin origin = read(least().text(Tag.CHARACTER_SET, "CS", "ISO_IR 100")
                .bytes(Tag.PATIENT_NAME, "PN", latin)
                .text(Tag.PATIENT_ID, "LO", "P-7")
                .text(Tag.ISSUER_OF_PATIENT_ID, "LO", "CLINIC")
                .text(Tag.BIRTH_DATE, "DA", "19600102")
                .text(Tag.SEX, "CS", "F")
                .text(Tag.SERIES, "UI", "1.2.3.4")
                .text(Tag.STUDY_DATE, "DA", "20261122")
                .text(Tag.STUDY_TIME, "TM", "080102.5")
                .text(Tag.STUDY_ID, "SH", "S1")
                .text(Tag.ACCESSION_NUMBER, "SH", "A-9")
                .text(Tag.REFERRING_PHYSICIAN, "PN", "House^G")
                .text(Tag.TIME_ZONE, "SH", "+0300"));

        assertThat(origin.patient()).isEqualTo(new Origin.Patient("M\u00fcller^Eva", "P-7", "CLINIC", "19600102", "F"));
        assertThat(origin.study()).isEqualTo(new Origin.Study("1.2.3", "20261122", "080102.5", "S1", "A-9", "House^G"));
        assertThat(origin.series()).contains("1.2.3.4");
        assertThat(origin.timeZone()).contains("+0300");
    }

    @Test
    void whatTheHeaderDoesNotSayIsEmpty() throws DicomException {
        Origin origin = read(least().text(Tag.SERIES, "UI", "series 1"));

        assertThat(origin.patient()).isEqualTo(new Origin.Patient("", "", "", "", ""));
        assertThat(origin.series()).isEmpty();
        assertThat(origin.timeZone()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "2.25.329800735698586629295641978511506172918", "0.0.1"})
    void numbersWithDotsAreUids(String text) {
        assertThat(Uids.valid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.", "1..2", "1.02", "3.1", "1.2.x", "1.2 "})
    void otherTextsAreNone(String text) {
        assertThat(Uids.valid(text)).isFalse();
    }

    @Test
    void aNameHasAlwaysTheSameUid() {
        assertThat(Uids.named("a")).isEqualTo(Uids.named("a")).isNotEqualTo(Uids.named("b"));
        assertThat(Uids.valid(Uids.named("a"))).isTrue();
        assertThat(Uids.named("a")).startsWith("2.25.");
    }
}
