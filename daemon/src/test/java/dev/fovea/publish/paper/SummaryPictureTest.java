package dev.fovea.publish.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A report for archives that show only pictures.
@Timeout(120)
class SummaryPictureTest {
    private static final int BASELINE = 0xc0;

    @Test
    void theFirstSheetIsABaselineJpegInColour() throws IOException {
        byte[] jpeg = Desk.press(Desk.SETTINGS).jpeg(Desk.twoEyes());

        Picture read = Picture.of(jpeg);
        assertThat(read.width()).isBetween(1199, 1201);
        assertThat(read.height()).isBetween(1696, 1698);
        assertThat(frame(jpeg)).isEqualTo(BASELINE);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(inked(picture)).isBetween(0.02, 0.5);
    }

    @Test
    void theSameReportGivesTheSamePicture() {
        Press press = Desk.press(Desk.SETTINGS);

        assertThat(press.jpeg(Desk.twoEyes())).isEqualTo(press.jpeg(Desk.twoEyes()));
    }

    @Test
    void bytesThatAreNoJpegAreNoPicture() {
        assertThatIllegalArgumentException().isThrownBy(() -> Picture.of("no".getBytes(StandardCharsets.US_ASCII)));
        assertThatIllegalArgumentException().isThrownBy(() -> Picture.of(new byte[100]));
    }

    private static int frame(byte[] jpeg) {
        for (int at = 2; ; at += 2 + (((jpeg[at + 2] & 0xff) << 8) | (jpeg[at + 3] & 0xff))) {
            int marker = jpeg[at + 1] & 0xff;
            if (marker >= 0xc0 && marker <= 0xc3) {
                return marker;
            }
        }
    }

    /// The share of it that is not white.
    private static double inked(BufferedImage picture) {
        long inked = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                inked += (picture.getRGB(x, y) & 0xff) < 200 ? 1 : 0;
            }
        }
        return inked / (double) (picture.getWidth() * picture.getHeight());
    }
}
