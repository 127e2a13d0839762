package dev.fovea.bench.eyes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PhotographTest {
    private final byte[] jpeg = CameraPictures.eye(3).jpeg(160, 128);
    private final Photograph photograph = Photograph.of("eye", jpeg);

    @Test
    void eachCopyHasItsOwnBytesAndTheSamePixels() throws Exception {
        byte[] first = photograph.bytes(7, 1);
        byte[] second = photograph.bytes(7, 2);

        assertThat(first).isNotEqualTo(second).hasSize(photograph.size());
        assertThat(pixels(first)).isEqualTo(pixels(jpeg)).isEqualTo(pixels(second));
    }

    @Test
    void theSameSerialGivesTheSameBytes() {
        assertThat(photograph.bytes(7, 1)).isEqualTo(photograph.bytes(7, 1));
    }

    @Test
    void theApplicationSegmentsStayInFront() {
        byte[] stamped = photograph.bytes(1, 1);

        assertThat(stamped).startsWith(0xFF, 0xD8, 0xFF, 0xE0);
        assertThat(photograph.stamped(1, 1).get(1)).startsWith(0xFF, 0xFE, 0x00, 0x12);
    }

    @Test
    void somethingElseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Photograph.of("x", new byte[] {1, 2, 3, 4, 5}))
                .withMessage("not a JPEG: 5 bytes");
    }

    @Test
    void withoutSharedPhotographsEyesAreDrawn() throws Exception {
        CameraPictures pictures = new CameraPictures(Path.of("there-is-no-such-folder"), 1);

        Photograph made = pictures.make(1, List.of(0.2)).getFirst();

        assertThat(pictures.origin()).isEqualTo("drawn eyes");
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(made.bytes(0, 0)));
        assertThat(picture.getWidth()).isEqualTo(512);
        assertThat(picture.getHeight()).isEqualTo(384);
    }

    private static int[] pixels(byte[] file) throws Exception {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(file));
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }
}
