package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.model.ActivationMap;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class OverlayTest {
    private static final ActivationMap MAP = new ActivationMap(1, 1, 2, new float[] {-1, 4});

    @Test
    void thePhotographStaysWhereItIsColdAndTurnsWhereItIsHot() {
        BufferedImage grey = new BufferedImage(80, 40, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 80 * 40; i++) {
            grey.setRGB(i % 80, i / 80, 0x404040);
        }

        BufferedImage laid = Pictures.read(Overlay.jpeg(Pictures.jpeg(grey, 0.95f), MAP, 0));

        assertThat(laid.getWidth()).isEqualTo(80);
        assertThat(laid.getHeight()).isEqualTo(40);
        assertThat(laid.getRGB(2, 20) >> 16 & 255).isBetween(60, 68);
        // Pale yellow, 190 of 255 of it.
        assertThat(laid.getRGB(77, 20) >> 16 & 255).isBetween(200, 212);
        assertThat(laid.getRGB(77, 20) & 255).isBetween(120, 140);
    }

    @Test
    void aClassTheMapDoesNotHaveAndBytesThatAreNoPictureAreRefused() {
        byte[] file = Pictures.jpeg(Pictures.formula(60, 20), 0.9f);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Overlay.jpeg(file, MAP, 1))
                .withMessageContaining("class index must be 0 to 0, was 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Overlay.jpeg(new byte[50], MAP, 0))
                .withMessage("the 50 bytes are not a picture");
    }
}
