package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.image.InputSpec.Crop;
import dev.fovea.image.InputSpec.Modality;
import dev.fovea.image.InputSpec.Resize;
import dev.fovea.model.ActivationMap;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private static final List<Double> HALF = List.of(0.5, 0.5, 0.5);

    @Test
    void aPreviewIsTheSquareTheNetworkSees() {
        byte[] file = Pictures.jpeg(SketchedEye.typical().withZoom(0.6).draw(900, 600), 0.95f);

        BufferedImage preview = Pictures.read(preview(Pictures.direct(file), Crop.FIELD_OF_VIEW, 300));

        assertThat(preview.getWidth()).isEqualTo(300);
        assertThat(preview.getHeight()).isEqualTo(300);
        // Lit right up to the edge, black in the corner, the disc where it is drawn.
        assertThat(red(preview, 150, 6)).isGreaterThan(60);
        assertThat(red(preview, 5, 5)).isLessThan(20);
        assertThat(red(preview, 150 + 80, 150)).isGreaterThan(220);
        assertThat(red(preview, 150 + 80, 150) - blue(preview, 150 + 80, 150)).isGreaterThan(30);
    }

    @Test
    void withoutACropThePreviewKeepsTheShape() {
        byte[] file = Pictures.png(Pictures.formula(60, 20));

        BufferedImage preview = Pictures.read(preview(ByteBuffer.wrap(file), Crop.NONE, 120));

        assertThat(preview.getWidth()).isEqualTo(120);
        assertThat(preview.getHeight()).isEqualTo(40);
    }

    @Test
    void whatCannotBeDecodedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> preview(ByteBuffer.wrap(new byte[50]), Crop.NONE, 120))
                .withMessageContaining("50 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> preview(ByteBuffer.wrap(new byte[50]), Crop.NONE, 5000))
                .withMessageContaining("5000");
    }

    @Test
    void whatExceedsALimitIsNotDrawnAndTheLimitIsNamed() {
        byte[] file = Pictures.png(Pictures.formula(60, 20));
        ImageLimits limits = new ImageLimits(1 << 20, 1199, 100);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Preview.jpeg(ByteBuffer.wrap(file), limits, Unwrapper.NONE, spec(Crop.NONE), 120))
                .withMessageContaining("1200 pixels, more than 1199");
    }

    private static byte[] preview(ByteBuffer file, Crop crop, int side) {
        return Preview.jpeg(file, ImageLimits.DEFAULT, Unwrapper.NONE, spec(crop), side);
    }

    @Test
    void aHeatMapIsTransparentWhereColdAndStrongestWhereHottest() {
        ActivationMap map = new ActivationMap(2, 2, 2, new float[] {9, 9, 9, 9, -4, 0, 2, 4});

        BufferedImage image = Pictures.read(HeatMap.png(map, 1, 40, 40));

        assertThat(alpha(image, 0, 0)).isZero();
        assertThat(alpha(image, 39, 0)).isZero();
        assertThat(alpha(image, 39, 39)).isEqualTo(190);
        assertThat(alpha(image, 0, 39)).isEqualTo(95);
        // Half way between 2 and 4.
        assertThat(alpha(image, 20, 39)).isBetween(138, 150);
    }

    @Test
    void aClassThatSpokeNowhereGivesAnEmptyMap() {
        ActivationMap map = new ActivationMap(1, 1, 2, new float[] {-1, -3});

        BufferedImage image = Pictures.read(HeatMap.png(map, 0, 30, 10));

        assertThat(image.getWidth()).isEqualTo(30);
        assertThat(image.getHeight()).isEqualTo(10);
        for (int x = 0; x < 30; x++) {
            assertThat(alpha(image, x, 5)).isZero();
        }
    }

    @Test
    void aHeatMapOfNoSuchClassIsRefused() {
        ActivationMap map = new ActivationMap(1, 1, 1, new float[] {1});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeatMap.png(map, 1, 10, 10))
                .withMessageContaining("class index must be 0 to 0, was 1");
    }

    private static InputSpec spec(Crop crop) {
        return new InputSpec(224, 224, HALF, HALF, crop, Resize.AREA, Modality.FUNDUS);
    }

    private static int red(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) >> 16 & 255;
    }

    private static int blue(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 255;
    }

    private static int alpha(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) >>> 24;
    }
}
