package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Against `src/test/python/resize_golden.py`: Pillow itself, and an area average by numpy in double precision.
class ResizerGoldenTest {
    /// Of 255. Ours adds in single precision: 24 bits over at most 50 taps.
    private static final float AREA_TOLERANCE = 1e-3f;

    /// As in the script: picture, rectangle, whether it is padded to a square, output.
    @SuppressWarnings("ImmutableEnumChecker") // Nobody writes to the pictures.
    enum Case {
        SHRINKING(97, 61, 0, 0, 97, 61, false, 24, 17),
        GROWING(19, 13, 0, 0, 19, 13, false, 31, 20),
        SHRINKING_ACROSS_GROWING_DOWN(50, 20, 0, 0, 50, 20, false, 20, 33),
        SAME_SIZE(16, 16, 0, 0, 16, 16, false, 16, 16),
        WIDE_CROP_PADDED(60, 44, 5, 3, 41, 28, true, 23, 23),
        TALL_CROP_PADDED_GROWING(60, 44, 30, 2, 11, 40, true, 47, 47),
        ONE_PIXEL(1, 1, 0, 0, 1, 1, false, 5, 3),
        CROP_OF_A_LARGER_PICTURE(224, 150, 10, 0, 200, 150, true, 31, 31);

        private final Pixels picture;
        private final Framing framing;
        private final int width;
        private final int height;

        Case(int w, int h, int x, int y, int cropWidth, int cropHeight, boolean padded, int width, int height) {
            this.picture = Pictures.pixels(Pictures.formula(w, h));
            this.framing = padded
                    ? Framing.square(x, y, cropWidth, cropHeight)
                    : new Framing(x, y, cropWidth, cropHeight, cropWidth, cropHeight);
            this.width = width;
            this.height = height;
        }

        /// Values before this case in the files.
        int offset() {
            int offset = 0;
            for (Case earlier : values()) {
                if (earlier == this) {
                    break;
                }
                offset += 3 * earlier.width * earlier.height;
            }
            return offset;
        }

        /// Rows of red, green, blue, as the files have them.
        float[] resized(Resizer resizer) {
            int plane = width * height;
            float[] planes = new float[3 * plane];
            resizer.resize(picture, framing, width, height, planes);
            float[] interleaved = new float[3 * plane];
            for (int i = 0; i < 3 * plane; i++) {
                interleaved[i] = planes[i % 3 * plane + i / 3];
            }
            return interleaved;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theAntialiasedBilinearResizeIsPillowsToTheBit(Case test) throws IOException {
        byte[] all = golden("pillow.bin");
        float[] expected = new float[3 * test.width * test.height];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = all[test.offset() + i] & 255;
        }

        assertThat(test.resized(new PillowResizer())).containsExactly(expected);
    }

    @ParameterizedTest
    @EnumSource
    void theAreaAverageIsTheIntegralOfThePicture(Case test) throws IOException {
        float[] expected = new float[3 * test.width * test.height];
        ByteBuffer.wrap(golden("area.bin"))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(test.offset(), expected);

        assertThat(test.resized(new AreaResizer())).containsExactly(expected, within(AREA_TOLERANCE));
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream stream = ResizerGoldenTest.class.getResourceAsStream(name)) {
            assertThat(stream).as(name).isNotNull();
            return stream.readAllBytes();
        }
    }
}
