package dev.fovea.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributesTest {
    /// By hand from PS3.5 tables 7.1-1 and 7.1-2.
    @Test
    void an_explicit_encoding_has_two_or_four_bytes_of_length_by_its_vr() {
        byte[] encoded = new Attributes()
                .bytes(0x00420011, "OB", new byte[] {1, 2, 3})
                .text(Tag.PATIENT_ID, "LO", "P1A")
                .encoded();

        assertThat(HexFormat.of().formatHex(encoded))
                .isEqualTo("100020004c4f040050314120" + "420011004f420000" + "0400000001020300");
    }

    @Test
    void an_implicit_encoding_has_no_vr() {
        byte[] encoded = new Attributes().numbers(Tag.ROWS, 258).encodedImplicitly();

        assertThat(HexFormat.of().formatHex(encoded)).isEqualTo("28001000020000000201");
    }

    @Test
    void what_was_written_is_read_back_in_both_encodings() throws Exception {
        Attributes written = new Attributes()
                .text(Tag.CHARACTER_SET, "CS", Attributes.UTF_8)
                .text(Tag.STUDY, "UI", "1.2.3")
                .text(Tag.PATIENT_NAME, "PN", "M\u00fcller^\u0906\u0936\u093e")
                .numbers(Tag.ROWS, 65_535)
                .items(
                        Tag.ANATOMIC_REGION,
                        List.of(
                                new Attributes().text(Tag.CODE_VALUE, "SH", "A"),
                                new Attributes().text(Tag.CODE_VALUE, "SH", "B")));

        for (boolean explicit : new boolean[] {true, false}) {
            byte[] raw = explicit ? written.encoded() : written.encodedImplicitly();
            DataSet read = DataSet.read(ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN), 0, explicit);
            assertThat(read.text(Tag.STUDY)).contains("1.2.3");
            assertThat(read.text(Tag.PATIENT_NAME)).contains("M\u00fcller^\u0906\u0936\u093e");
            assertThat(read.unsigned(Tag.ROWS, 0)).contains(65_535);
            assertThat(read.items(Tag.ANATOMIC_REGION))
                    .extracting(item -> item.text(Tag.CODE_VALUE).orElse(""))
                    .containsExactly("A", "B");
        }
    }

    @Test
    void compressed_pixels_lie_behind_an_empty_offset_table() throws Exception {
        byte[] pixels = "odd".getBytes(StandardCharsets.US_ASCII);
        byte[] dataSet = new Attributes()
                .text(Tag.SOP_CLASS, "UI", "1.2")
                .fragments(Tag.PIXELS, pixels)
                .encoded();
        byte[] file = Part10.file("1.2", "1.2.3", TransferSyntax.JPEG_BASELINE.uid(), dataSet);

        DicomFile read = DicomFile.read(ByteBuffer.wrap(file));
        assertThat(read.syntax()).isEqualTo(TransferSyntax.JPEG_BASELINE);
        assertThat(read.set().element(Tag.PIXELS))
                .hasValueSatisfying(element -> assertThat(element.length()).isEqualTo(Element.FRAGMENTS));
        assertThat(DicomFile.mediaStorage(ByteBuffer.wrap(file))).contains(new DicomFile.MediaStorage("1.2", "1.2.3"));
        assertThat(HexFormat.of().formatHex(file, file.length - 28, file.length))
                .isEqualTo("feff00e000000000" + "feff00e0040000006f646400" + "feffdde000000000");
    }

    @Test
    void an_element_stands_once() {
        Attributes attributes = new Attributes().text(Tag.PATIENT_ID, "LO", "1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> attributes.text(Tag.PATIENT_ID, "LO", "2"))
                .withMessageContaining("(0010,0020)");
    }

    @Test
    void a_number_or_a_length_that_does_not_fit_is_refused_with_its_tag() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Attributes().numbers(Tag.ROWS, 65_536))
                .withMessageContaining("(0028,0010)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Attributes().text(Tag.PATIENT_ID, "LO", "x".repeat(70_000)))
                .withMessageContaining("(0010,0020)");
    }
}
