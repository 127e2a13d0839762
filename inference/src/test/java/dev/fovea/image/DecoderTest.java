package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
    private static final BufferedImage PICTURE = Pictures.formula(37, 22);

    private final Decoder decoder = new Decoder();

    @AfterEach
    void close() {
        decoder.close();
    }

    @Test
    void losslessFormatsOfEightBitGiveTheirVeryPixels() {
        assertSame(decode(Pictures.png(PICTURE)).orElseThrow(), PICTURE);
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            assertSame(decode(Pictures.tiff(PICTURE, 8, order, 1)).orElseThrow(), PICTURE);
        }
    }

    @Test
    void ofSixteenBitsTheHighByteIsKept() {
        assertSame(decode(Pictures.png16(PICTURE)).orElseThrow(), PICTURE);
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            assertSame(decode(Pictures.tiff(PICTURE, 16, order, 1)).orElseThrow(), PICTURE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyOrientationComesOutUpright(int orientation) {
        BufferedImage stored = Pictures.stored(PICTURE, orientation);

        assertSame(
                decode(Pictures.pngWithExif(Pictures.png(stored), orientation)).orElseThrow(), PICTURE);
        assertSame(
                decode(Pictures.tiff(stored, 8, ByteOrder.LITTLE_ENDIAN, orientation))
                        .orElseThrow(),
                PICTURE);
        assertSame(
                decode(Pictures.tiff(stored, 16, ByteOrder.BIG_ENDIAN, orientation))
                        .orElseThrow(),
                PICTURE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void theOrientationOfAJpegIsAppliedAtEveryReduction(int orientation) {
        BufferedImage upright = SketchedEye.typical().draw(320, 240);
        byte[] jpeg = Pictures.jpeg(Pictures.stored(upright, orientation), 1);
        byte[] turned = Pictures.withExif(jpeg, orientation, ByteOrder.LITTLE_ENDIAN);

        for (int reduction : List.of(1, 2, 4, 8)) {
            byte[] plain = Pictures.jpeg(upright, 1);
            float[] expected = small(decode(plain, reduction).orElseThrow());
            float[] found = small(decode(turned, reduction).orElseThrow());
            assertThat(meanDifference(found, expected))
                    .as("reduction " + reduction)
                    .isLessThan(1);
        }
    }

    @Test
    void reducedSizesAreRoundedUp() {
        Pixels pixels = decode(Pictures.jpeg(Pictures.formula(41, 23), 0.9f), 4).orElseThrow();

        assertThat(pixels.width()).isEqualTo(11);
        assertThat(pixels.height()).isEqualTo(6);
    }

    @Test
    void progressiveAndGreyJpegsAreRead() {
        BufferedImage grey = new BufferedImage(37, 22, BufferedImage.TYPE_BYTE_GRAY);
        grey.createGraphics().drawImage(PICTURE, 0, 0, null);

        assertThat(decode(Pictures.jpeg(PICTURE, 0.9f, true))).isPresent();
        assertThat(decode(Pictures.jpeg(grey, 0.9f))).hasValueSatisfying(pixels -> {
            int rgb = Pictures.rgb(pixels, 5, 5);
            assertThat(rgb & 255).isEqualTo(rgb >> 8 & 255).isEqualTo(rgb >> 16);
        });
    }

    @Test
    void aHeapBufferAndOneWithAnOffsetAreReadToo() {
        byte[] png = Pictures.png(PICTURE);
        ByteBuffer offset =
                ByteBuffer.allocateDirect(png.length + 9).position(5).put(png).limit(5 + png.length);
        offset.position(5);

        assertSame(decode(ByteBuffer.wrap(png), 1).orElseThrow(), PICTURE);
        assertSame(decode(offset, 1).orElseThrow(), PICTURE);
        assertThat(offset.position()).isEqualTo(5);
    }

    @Test
    void aTruncatedFileIsNotHalfAPicture() {
        BufferedImage picture = SketchedEye.typical().draw(640, 480);
        List<byte[]> files = List.of(
                Pictures.jpeg(picture, 0.9f),
                Pictures.jpeg(picture, 0.9f, true),
                Pictures.png(picture),
                Pictures.tiff(picture, 8, ByteOrder.LITTLE_ENDIAN, 1));

        for (byte[] file : files) {
            for (int percent : List.of(30, 60, 90, 99)) {
                assertThat(decode(Pictures.head(file, file.length * percent / 100)))
                        .as(file.length + " bytes, " + percent + " %")
                        .isEmpty();
            }
        }
    }

    @Test
    @Timeout(120)
    void noBytesMakeItThrow() {
        Random random = new Random(2);
        List<byte[]> files = List.of(
                Pictures.jpeg(PICTURE, 0.9f),
                Pictures.jpeg(PICTURE, 0.9f, true),
                Pictures.png(PICTURE),
                Pictures.tiff(PICTURE, 16, ByteOrder.BIG_ENDIAN, 6));

        for (int round = 0; round < 400; round++) {
            byte[] file = files.get(round % files.size()).clone();
            for (int change = random.nextInt(6); change >= 0; change--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            // A random size can be huge; the limits are checked first in real life as well.
            ByteBuffer direct = Pictures.direct(file);
            ImageHeader.read(direct)
                    .filter(header -> new ImageLimits(1 << 20, 100_000, 1_000)
                            .refusal(header, file.length)
                            .isEmpty())
                    .flatMap(header -> decoder.decode(direct, header, 1))
                    .ifPresent(pixels -> assertThat(pixels.width()).isPositive());
        }
    }

    private Optional<Pixels> decode(byte[] file) {
        return decode(file, 1);
    }

    private Optional<Pixels> decode(byte[] file, int reduction) {
        return decode(Pictures.direct(file), reduction);
    }

    private Optional<Pixels> decode(ByteBuffer file, int reduction) {
        return ImageHeader.read(file).flatMap(header -> decoder.decode(file, header, reduction));
    }

    private static void assertSame(Pixels pixels, BufferedImage expected) {
        assertThat(pixels.width()).isEqualTo(expected.getWidth());
        assertThat(pixels.height()).isEqualTo(expected.getHeight());
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                assertThat(Pictures.rgb(pixels, x, y)).isEqualTo(expected.getRGB(x, y) & 0xffffff);
            }
        }
    }

    private static float[] small(Pixels pixels) {
        float[] planes = new float[3 * 20 * 15];
        new AreaResizer().resize(pixels, Framing.whole(pixels), 20, 15, planes);
        return planes;
    }

    private static double meanDifference(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += Math.abs(left[i] - right[i]);
        }
        return sum / left.length;
    }
}
