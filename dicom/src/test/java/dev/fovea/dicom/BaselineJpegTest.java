package dev.fovea.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineJpegTest {
    private static byte[] jpeg(String adobe, String luminance) {
        return HexFormat.of()
                .parseHex("ffd8" + adobe + "ffc0001108010202030301" + luminance + "00021100031100" + "ffd9");
    }

    @ParameterizedTest
    @CsvSource({
        "11, '', YBR_FULL",
        "21, '', YBR_FULL_422",
        "22, '', YBR_FULL_422",
        "11, ffee000e41646f626500640000000000, RGB"
    })
    void theColoursAreThoseThatItsMarkersName(String luminance, String adobe, String photometric)
            throws DicomException {
        assertThat(BaselineJpeg.read(jpeg(adobe, luminance))).isEqualTo(new BaselineJpeg(0x102, 0x203, 3, photometric));
    }

    @Test
    void aGreyOneHasOneSample() throws DicomException {
        byte[] grey = HexFormat.of().parseHex("ffd8ffc0000b0800100020010111" + "00ffd9");

        assertThat(BaselineJpeg.read(grey)).isEqualTo(new BaselineJpeg(16, 32, 1, "MONOCHROME2"));
    }

    @Test
    void aProgressiveOneIsRefused() {
        byte[] progressive = HexFormat.of().parseHex("ffd8ffc2000b0800100020010111" + "00ffd9");

        assertThatExceptionOfType(DicomException.class)
                .isThrownBy(() -> BaselineJpeg.read(progressive))
                .withMessageContaining("was process 2 with 8 bits and 1");
    }

    @Test
    void pixelsAndTheirDescriptionGoInTogether() throws DicomException {
        Attributes set = new Attributes();
        byte[] jpeg = jpeg("", "21");

        BaselineJpeg.read(jpeg).into(set, jpeg);

        DataSet read = DataSet.read(ByteBuffer.wrap(set.encoded()).order(ByteOrder.LITTLE_ENDIAN), 0, true);
        assertThat(read.unsigned(Tag.ROWS, 0)).contains(0x102);
        assertThat(read.text(Tag.PHOTOMETRIC)).contains("YBR_FULL_422");
        assertThat(read.unsigned(Tag.PLANAR, 0)).contains(0);
        assertThat(read.element(Tag.PIXELS).orElseThrow().length()).isEqualTo(Element.FRAGMENTS);
    }
}
