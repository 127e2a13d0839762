package dev.fovea.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.image.ImageStage;
import dev.fovea.image.Wrapped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every file of pydicom's collection, where it is at hand: decoded exactly as DCMTK or GDCM decode it, or refused.
@Timeout(300)
class DecoderTableTest {
    private static final Path COLLECTION =
            Path.of(System.getProperty("fovea.shared", "../../shared"), "data", "dicom", "pydicom", "test_files");

    @TempDir
    Path folder;

    private Reference reference = new Reference(Path.of("."));

    @BeforeEach
    void collectionAndToolsAreThere() {
        assumeTrue(Files.isDirectory(COLLECTION), "skipped: pydicom's test files are not at " + COLLECTION);
        assumeTrue(
                Reference.missing().isEmpty(),
                "skipped: not installed (Debian packages dcmtk, libgdcm-tools): " + Reference.missing());
        reference = new Reference(folder);
    }

    @Test
    void everyPictureIsDecodedAsTheOthersDecodeItOrRefused() throws IOException {
        Map<String, String> refused = new TreeMap<>();
        // GDCM does not read this one, and DCMTK has no decoder; its pixels are those of JPEG2000.dcm.
        List<String> withoutReference = List.of("JPEG2000-embedded-sequence-delimiter.dcm");
        Map<String, String> wrong = new TreeMap<>();
        int exact = 0;
        for (Path file : files()) {
            String name = COLLECTION.relativize(file).toString();
            if (withoutReference.contains(name)) {
                continue;
            }
            try {
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
                if (same(file, Picture.of(DicomFile.read(bytes)))) {
                    exact++;
                } else {
                    wrong.put(name, "other pixels");
                }
            } catch (DicomException e) {
                refused.put(name, e.reason());
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(exact).as("decoded exactly").isGreaterThanOrEqualTo(71);
        assertThat(refused)
                .allSatisfy((name, reason) -> assertThat(reason).as(name).isNotBlank());
        assertThat(refused.get("JPGExtended.dcm")).isEqualTo("JPEG Extended (12 bit) is not decoded");
        assertThat(refused.get("SC_rgb_jls_lossy_sample.dcm")).isEqualTo("JPEG-LS Near-lossless is not decoded");
        assertThat(refused.get("GDCMJ2K_TextGBR.dcm")).contains("does not begin with its codestream");
        assertThat(refused.get("MR_truncated.dcm")).contains("(7FE0,0010)").contains("follow");
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(COLLECTION)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private boolean same(Path file, Picture picture) throws DicomException {
        PixelForm form = picture.form();
        boolean byEye = switch (form.photometric()) {
            case PALETTE_COLOR -> true;
            case YBR_FULL, YBR_FULL_422 -> picture.codec() != TransferSyntax.Codec.JPEG;
            case MONOCHROME1, MONOCHROME2, RGB, YBR_ICT, YBR_RCT -> false;
        };
        boolean same = true;
        if (byEye) {
            for (int frame = 0; frame < picture.frames(); frame++) {
                same &= seenAlike(picture, frame, reference.colours(file, frame));
            }
            return same;
        }
        ByteBuffer samples = reference.samples(file, picture.codec());
        boolean planar = reference.planar();
        for (int frame = 0; frame < picture.frames(); frame++) {
            same &= picture.codec() == TransferSyntax.Codec.JPEG
                    ? decodedAlike(picture, frame, samples)
                    : storedAlike(picture, frame, samples, planar);
        }
        return same;
    }

    private static ByteBuffer scratch(long bytes) {
        return ByteBuffer.allocate(Math.toIntExact(bytes));
    }

    private static boolean seenAlike(Picture picture, int frame, byte[] rgb) throws DicomException {
        ByteBuffer bgr = ByteBuffer.allocate(3 * picture.form().pixels());
        Painter.paint(picture, frame, bgr, scratch(picture.scratchBytes()));
        for (int i = 0; i < bgr.capacity(); i++) {
            if (bgr.get(i) != rgb[i / 3 * 3 + 2 - i % 3]) {
                return false;
            }
        }
        return rgb.length == bgr.capacity();
    }

    private static boolean storedAlike(Picture picture, int frame, ByteBuffer expected, boolean planar)
            throws DicomException {
        PixelForm form = picture.form();
        Samples samples = picture.samples(frame, scratch(picture.scratchBytes()));
        // The lossy wavelet is computed in floating point, and the standard leaves its last bit open.
        int tolerance = picture.syntax() == TransferSyntax.JPEG_2000 ? 1 : 0;
        int stride = planar ? 1 : form.samples();
        int plane = planar ? form.pixels() : 1;
        int first = frame * form.pixels() * form.samples();
        Samples others = new Samples(expected, first, stride, plane, form.bytes(), false);
        for (int pixel = 0; pixel < form.pixels(); pixel++) {
            for (int channel = 0; channel < form.samples(); channel++) {
                int off = form.value(samples.raw(pixel, channel)) - form.value(others.raw(pixel, channel));
                if (Math.abs(off) > tolerance) {
                    return false;
                }
            }
        }
        return true;
    }

    /// A JPEG goes on to OpenCV as a file; what was done to its colour marker must make it right.
    private static boolean decodedAlike(Picture picture, int frame, ByteBuffer expected) throws DicomException {
        PixelForm form = picture.form();
        ImageStage.warmUp();
        JpegFrame jpeg = JpegFrame.read(picture.compressed(frame));
        ByteBuffer file = jpeg.coloured(picture.compressed(frame), form.photometric() == Photometric.RGB);
        byte[] bytes = new byte[file.limit()];
        file.get(0, bytes);
        int flags = form.samples() == 1 ? opencv_imgcodecs.IMREAD_GRAYSCALE : opencv_imgcodecs.IMREAD_COLOR;
        try (BytePointer pointer = new BytePointer(bytes);
                Mat input = new Mat(1, bytes.length, opencv_core.CV_8UC1, pointer);
                Mat output = opencv_imgcodecs.imdecode(input, flags)) {
            ByteBuffer bgr = output.createBuffer();
            int size = form.pixels() * form.samples();
            for (int i = 0; i < size; i++) {
                int at = form.samples() == 1 ? i : i / 3 * 3 + 2 - i % 3;
                if (bgr.get(at) != expected.get(frame * size + i)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// What the image stage is given must be there for every picture that is not refused.
    @Test
    void whatIsGradableIsHandedToTheImageStage() throws IOException {
        DicomUnwrapper unwrapper = new DicomUnwrapper();
        int opened = 0;
        for (Path file : files()) {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            var wrapped = unwrapper.open(bytes);
            opened += wrapped.isPresent() ? 1 : 0;
            if (wrapped.isPresent() && wrapped.get() instanceof Wrapped.Painted painted) {
                ByteBuffer bgr = ByteBuffer.allocate(3 * painted.width() * painted.height());
                assertThat(painted.brush().paint(bgr, scratch(painted.scratch())))
                        .as(file.toString())
                        .isTrue();
            }
        }

        assertThat(opened).isGreaterThanOrEqualTo(68);
    }
}
