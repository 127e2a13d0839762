package dev.fovea.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/// A small box has a heap of 44 MB. Pictures that a few kilobytes say do not lie in it when they are unpacked.
class HeapTest {
    private static final int SIDE = 3_000;
    private static final int HEAP_MAX = 4 << 20;
    private static final int HEAD = 2 << 20;

    @Test
    void aDeflatedPictureIsNeverOnTheHeap() throws Exception {
        byte[] pixels = new byte[3 * SIDE * SIDE];
        Arrays.fill(pixels, (byte) 77);
        pixels[pixels.length - 1] = 11;
        ByteBuffer file = deflated(picture(SIDE).bytes(Tag.PIXELS, "OW", pixels));

        assertThat(painted(file, SIDE)).isEqualTo(new Pixel(77, 77, 11));
    }

    @Test
    void aPictureOfRunLengthsIsNeverOnTheHeap() throws Exception {
        byte[] run = new byte[2 * (SIDE * SIDE / 128 + 1)];
        for (int i = 0; i < run.length; i += 2) {
            run[i] = -127;
            run[i + 1] = 42;
        }
        ByteBuffer frame = ByteBuffer.allocate(64 + 3 * run.length).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(3)
                .putInt(64)
                .putInt(64 + run.length)
                .putInt(64 + 2 * run.length)
                .position(64);
        frame.put(run).put(run).put(run);
        byte[] set = picture(SIDE).fragments(Tag.PIXELS, frame.array()).encoded();
        byte[] file = Part10.file("1.2", "1.2.3", TransferSyntax.RLE.uid(), set);

        assertThat(painted(ByteBuffer.wrap(file), SIDE)).isEqualTo(new Pixel(42, 42, 42));
    }

    @Test
    void theAttributesOfADeflatedFileAreReadWithoutItsPixels() throws Exception {
        Attributes set = picture(2_000).text(Tag.PATIENT_ID, "LO", "P-9");
        ByteBuffer file = deflated(set.bytes(Tag.PIXELS, "OW", new byte[3 * 2_000 * 2_000]));

        DicomFile read = DicomFile.read(file);

        assertThat(read.bytes().limit()).isLessThanOrEqualTo(HEAD);
        assertThat(read.set().text(Tag.PATIENT_ID)).contains("P-9");
        assertThat(Picture.of(read).width()).isEqualTo(2_000);
    }

    @Test
    void moreThanTheUsualBeforeDeflatedPixelsIsRefused() throws IOException {
        Attributes pixels = picture(100).bytes(Tag.PIXELS, "OW", new byte[3 * 100 * 100]);
        ByteBuffer within = deflated(pixels.bytes(0x00290010, "OB", new byte[HEAD - 1_000]));
        ByteBuffer without = deflated(
                picture(100).bytes(0x00290010, "OB", new byte[HEAD]).bytes(Tag.PIXELS, "OW", new byte[3 * 100 * 100]));

        assertThat(new DicomUnwrapper().open(within)).isPresent();
        assertThatExceptionOfType(DicomException.class)
                .isThrownBy(() -> DicomFile.read(without))
                .withMessage("the pixels of a deflated data set must begin in its first 2097152 bytes");
    }

    @Test
    void aDeflatedFileThatGrowsWithoutEndOrBreaksOffIsRefused() throws IOException {
        ByteBuffer huge = deflated(picture(100).bytes(Tag.PIXELS, "OW", new byte[65 << 20]));
        ByteBuffer whole = deflated(picture(100).bytes(Tag.PIXELS, "OW", new byte[3 * 100 * 100]));

        assertThatExceptionOfType(DicomException.class)
                .isThrownBy(() -> DicomFile.read(huge))
                .withMessage("the deflated data set becomes more than 67108864 bytes");
        assertThatExceptionOfType(DicomException.class)
                .isThrownBy(() -> DicomFile.read(whole.slice(0, whole.limit() - 8)))
                .withMessage("the deflated data set breaks off");
    }

    /// The last pixel, and that no more was allocated than attributes take.
    private static Pixel painted(ByteBuffer file, int side) throws DicomException {
        ByteBuffer bgr = ByteBuffer.allocateDirect(3 * side * side);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        Picture picture = DicomUnwrapper.gradable(file);
        Painter.paint(picture, 0, bgr, ByteBuffer.allocateDirect(Math.toIntExact(picture.scratchBytes())));

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(HEAP_MAX);
        int last = bgr.capacity() - 3;
        return new Pixel(bgr.get(last + 2), bgr.get(last + 1), bgr.get(last));
    }

    private record Pixel(int red, int green, int blue) {}

    private static Attributes picture(int side) {
        return new Attributes()
                .text(Tag.PHOTOMETRIC, "CS", "RGB")
                .numbers(Tag.SAMPLES, 3)
                .numbers(Tag.PLANAR, 0)
                .numbers(Tag.ROWS, side)
                .numbers(Tag.COLUMNS, side)
                .numbers(Tag.BITS_ALLOCATED, 8)
                .numbers(Tag.BITS_STORED, 8)
                .numbers(Tag.HIGH_BIT, 7)
                .numbers(Tag.PIXEL_REPRESENTATION, 0);
    }

    private static ByteBuffer deflated(Attributes set) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            out.write(set.encoded());
        } finally {
            deflater.end();
        }
        return ByteBuffer.wrap(Part10.file("1.2", "1.2.3", TransferSyntax.DEFLATED.uid(), packed.toByteArray()));
    }
}
