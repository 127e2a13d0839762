package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.model.MediaType;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeaderTest {
    private static final BufferedImage PICTURE = Pictures.formula(40, 24);

    @Test
    void theFormatIsToldByTheFirstBytes() {
        assertThat(sniff(Pictures.jpeg(PICTURE, 0.9f))).contains(MediaType.JPEG);
        assertThat(sniff(Pictures.png(PICTURE))).contains(MediaType.PNG);
        assertThat(sniff(Pictures.tiff(PICTURE, 8, ByteOrder.LITTLE_ENDIAN, 1))).contains(MediaType.TIFF);
        assertThat(sniff(Pictures.tiff(PICTURE, 8, ByteOrder.BIG_ENDIAN, 1))).contains(MediaType.TIFF);
        assertThat(sniff("GIF89a..".getBytes(StandardCharsets.US_ASCII))).isEmpty();
        assertThat(sniff(new byte[0])).isEmpty();
    }

    @Test
    void sizesAreReadFromEveryFormat() {
        for (byte[] file : files()) {
            assertThat(ImageHeader.read(ByteBuffer.wrap(file))).hasValueSatisfying(header -> {
                assertThat(header.width()).isEqualTo(40);
                assertThat(header.height()).isEqualTo(24);
                assertThat(header.orientation()).isEqualTo(1);
            });
        }
    }

    @Test
    void readingStartsAtThePositionAndLeavesItAlone() {
        byte[] png = Pictures.png(PICTURE);
        ByteBuffer file =
                ByteBuffer.allocate(png.length + 7).position(7).put(png).position(7);

        assertThat(ImageHeader.read(file)).isPresent();
        assertThat(file.position()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void theOrientationIsReadFromExifInBothByteOrders(int orientation) {
        byte[] jpeg = Pictures.jpeg(PICTURE, 0.9f);

        assertThat(orientation(Pictures.withExif(jpeg, orientation, ByteOrder.BIG_ENDIAN)))
                .isEqualTo(orientation);
        assertThat(orientation(Pictures.withExif(jpeg, orientation, ByteOrder.LITTLE_ENDIAN)))
                .isEqualTo(orientation);
        assertThat(orientation(Pictures.pngWithExif(Pictures.png(PICTURE), orientation)))
                .isEqualTo(orientation);
        assertThat(orientation(Pictures.tiff(PICTURE, 8, ByteOrder.BIG_ENDIAN, orientation)))
                .isEqualTo(orientation);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 65_535})
    void anOrientationOutOfRangeCountsAsUpright(int orientation) {
        byte[] jpeg = Pictures.jpeg(PICTURE, 0.9f);

        assertThat(orientation(Pictures.withExif(jpeg, orientation, ByteOrder.BIG_ENDIAN)))
                .isEqualTo(1);
    }

    @Test
    void sampleDepthsWeDoNotReadAreNotTaken() {
        byte[] tiff = Pictures.tiff(PICTURE, 8, ByteOrder.LITTLE_ENDIAN, 1);
        tiff[8] = 32;
        byte[] jpeg = Pictures.jpeg(PICTURE, 0.9f);
        int frame = startOfFrame(jpeg);
        jpeg[frame + 4] = 12;

        assertThat(ImageHeader.read(ByteBuffer.wrap(tiff))).isEmpty();
        assertThat(ImageHeader.read(ByteBuffer.wrap(jpeg))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xd0, 0xd3, 0xd7, 0xd8, 0xd9})
    void aMarkerWithoutALengthBeforeTheFirstScanIsRefused(int marker) {
        // Read as a segment, its length would hide the true frame behind it from us, but not from the decoder.
        byte[] before = {(byte) 0xff, (byte) marker, 0, 2};

        assertThat(ImageHeader.read(inserted(Pictures.jpeg(PICTURE, 0.9f), 2, before)))
                .isEmpty();
    }

    @Test
    void aJpegWithTwoFramesIsRefused() {
        byte[] jpeg = Pictures.jpeg(PICTURE, 0.9f);
        int frame = startOfFrame(jpeg);
        byte[] again = Arrays.copyOfRange(jpeg, frame, frame + 2 + jpeg[frame + 3]);

        assertThat(ImageHeader.read(inserted(jpeg, frame, again))).isEmpty();
    }

    @Test
    void aTiffOfTooManyEntriesIsRefused() {
        byte[] tiff = Pictures.tiff(PICTURE, 8, ByteOrder.LITTLE_ENDIAN, 1);
        ByteBuffer fields = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        int directory = fields.getInt(4);
        fields.putShort(directory, (short) 1_001);

        assertThat(ImageHeader.read(ByteBuffer.wrap(tiff))).isEmpty();
    }

    @Test
    void aSmallTiffMayNotNameAHugeTile() {
        byte[] tiff = Pictures.tiff(PICTURE, 8, ByteOrder.LITTLE_ENDIAN, 1);
        ByteBuffer fields = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        int planarConfiguration = tiff.length - 4 - 12;
        fields.putShort(planarConfiguration, (short) 322);
        fields.putShort(planarConfiguration + 2, (short) 4);
        fields.putInt(planarConfiguration + 8, 30_000);

        assertThat(ImageHeader.read(ByteBuffer.wrap(tiff))).isEmpty();
    }

    @Test
    void everyTruncationIsAnswered() {
        for (byte[] file : files()) {
            for (int length = 0; length < Math.min(file.length, 2_000); length++) {
                ImageHeader.read(ByteBuffer.wrap(Pictures.head(file, length)));
            }
        }
        assertThat(ImageHeader.read(ByteBuffer.wrap(Pictures.head(Pictures.png(PICTURE), 20))))
                .isEmpty();
    }

    @Test
    @Timeout(60)
    void noBytesMakeItThrow() {
        Random random = new Random(1);
        for (byte[] original : files()) {
            for (int round = 0; round < 20_000; round++) {
                byte[] file = Pictures.head(original, Math.min(original.length, 700));
                for (int change = random.nextInt(12); change >= 0; change--) {
                    // Mostly the first bytes, where the sizes and offsets stand, and mostly extreme values.
                    int at = random.nextInt(random.nextBoolean() ? 64 : file.length);
                    file[Math.min(at, file.length - 1)] =
                            (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextBoolean() ? 0xff : 0);
                }
                ImageHeader.read(ByteBuffer.wrap(file))
                        .ifPresent(header -> assertThat(header.width()).isPositive());
            }
        }
    }

    @Test
    void aFileOfNothingButFillBytesIsGivenUp() {
        byte[] fill = new byte[1 << 20];
        Arrays.fill(fill, (byte) 0xff);
        fill[1] = (byte) 0xd8;

        assertThat(ImageHeader.read(ByteBuffer.wrap(fill))).isEmpty();
    }

    @Test
    void manyPassesOverAPictureAreSeen() {
        byte[] jpeg = Pictures.jpeg(PICTURE, 0.9f, true);
        JpegHeader header = JpegHeader.read(new Octets(ByteBuffer.wrap(jpeg))).orElseThrow();
        byte[] scan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 63, 0};
        ByteBuffer bomb = ByteBuffer.allocate(jpeg.length + 40 * scan.length).put(jpeg);
        for (int i = 0; i < 40; i++) {
            bomb.put(scan);
        }

        assertThat(header.severalScans()).isTrue();
        assertThat(header.tooManyScans(new Octets(ByteBuffer.wrap(jpeg)))).isFalse();
        assertThat(header.tooManyScans(new Octets(bomb.flip()))).isTrue();
    }

    @Test
    void limitsNameWhatIsTooLarge() {
        ImageLimits limits = new ImageLimits(1_000, 900, 100);

        assertThat(limits.refusal(header(30, 30), 1_000)).isEmpty();
        assertThat(limits.refusal(header(30, 30), 1_001))
                .hasValueSatisfying(reason -> assertThat(reason).contains("1001 bytes"));
        assertThat(limits.refusal(header(31, 30), 10))
                .hasValueSatisfying(reason -> assertThat(reason).contains("930 pixels"));
        assertThat(limits.refusal(header(1, 101), 10))
                .hasValueSatisfying(reason -> assertThat(reason).contains("1x101"));
    }

    private static ImageHeader header(int width, int height) {
        return new ImageHeader(MediaType.PNG, width, height, 1);
    }

    private static List<byte[]> files() {
        return List.of(
                Pictures.jpeg(PICTURE, 0.9f),
                Pictures.jpeg(PICTURE, 0.9f, true),
                Pictures.withExif(Pictures.jpeg(PICTURE, 0.9f), 1, ByteOrder.LITTLE_ENDIAN),
                Pictures.png(PICTURE),
                Pictures.png16(PICTURE),
                Pictures.pngWithExif(Pictures.png(PICTURE), 1),
                Pictures.tiff(PICTURE, 8, ByteOrder.LITTLE_ENDIAN, 1),
                Pictures.tiff(PICTURE, 16, ByteOrder.BIG_ENDIAN, 1));
    }

    private static ByteBuffer inserted(byte[] file, int at, byte[] more) {
        return ByteBuffer.allocate(file.length + more.length)
                .put(file, 0, at)
                .put(more)
                .put(file, at, file.length - at)
                .flip();
    }

    private static int startOfFrame(byte[] jpeg) {
        for (int at = 2; ; at += 2 + (((jpeg[at + 2] & 255) << 8) | (jpeg[at + 3] & 255))) {
            if ((jpeg[at + 1] & 0xff) == 0xc0) {
                return at;
            }
        }
    }

    private static Optional<MediaType> sniff(byte[] file) {
        return ImageHeader.sniff(ByteBuffer.wrap(file));
    }

    private static int orientation(byte[] file) {
        return ImageHeader.read(ByteBuffer.wrap(file)).orElseThrow().orientation();
    }
}
