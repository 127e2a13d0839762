package dev.fovea.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.model.Laterality;
import org.junit.jupiter.api.Test;

class DrawnScanTest {
    private static final int WIDTH = 512;
    private static final int HEIGHT = 192;
    private static final DrawnScan SCAN = DrawnScan.healthy(Laterality.RIGHT, 42);

    @Test
    void theSameRecordGivesTheSameBytes() {
        byte[] first = SCAN.png(WIDTH, HEIGHT);

        assertThat(SCAN.png(WIDTH, HEIGHT)).isEqualTo(first);
        assertThat(DrawnScan.healthy(Laterality.RIGHT, 43).png(WIDTH, HEIGHT)).isNotEqualTo(first);
    }

    @Test
    void theVitreousIsDarkAndTheRetinaDipsAtTheFovea() {
        Luma luma = new Luma(SCAN.picture(WIDTH, HEIGHT));

        assertThat(luma.at(100, 5)).isLessThan(80);
        assertThat(surface(luma, WIDTH / 2)).isGreaterThan(surface(luma, WIDTH / 4) + HEIGHT / 20);
        assertThat(surface(luma, WIDTH / 2)).isGreaterThan(surface(luma, 3 * WIDTH / 4) + HEIGHT / 20);
    }

    @Test
    void fluidLiftsTheFoveaInsteadOfTheDip() {
        int healthy = surface(new Luma(SCAN.picture(WIDTH, HEIGHT)), WIDTH / 2);
        int wet = surface(new Luma(SCAN.withFluid(0.9).picture(WIDTH, HEIGHT)), WIDTH / 2);

        assertThat(wet).isLessThan(healthy - HEIGHT / 10);
    }

    @Test
    void bumpsRaiseTheEpithelium() {
        Luma flat = new Luma(SCAN.picture(WIDTH, HEIGHT));
        Luma bumpy = new Luma(SCAN.withDrusen(20).picture(WIDTH, HEIGHT));

        int raised = 0;
        for (int x = 0; x < WIDTH; x += 4) {
            raised += epithelium(bumpy, x) < epithelium(flat, x) - 2 ? 1 : 0;
        }

        assertThat(raised).isGreaterThan(WIDTH / 4 / 10);
    }

    @Test
    void whatCannotBeDrawnIsRefusedByName() {
        assertThatIllegalArgumentException().isThrownBy(() -> SCAN.withFluid(2)).withMessageContaining("fluid");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SCAN.withDrusen(99))
                .withMessageContaining("drusen");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DrawnScan.healthy(Laterality.UNKNOWN, 1))
                .withMessageContaining("laterality");
    }

    /// The first row from the top that is bright over a few columns: the retina's inner surface.
    private static int surface(Luma luma, int x) {
        int y = 0;
        while (band(luma, x, y) < 110) {
            y++;
        }
        return y;
    }

    /// The brightest row of a column, smoothed: the pigment epithelium.
    private static int epithelium(Luma luma, int x) {
        int best = 0;
        for (int y = 40; y < HEIGHT - 4; y++) {
            if (band(luma, x, y) > band(luma, x, best)) {
                best = y;
            }
        }
        return best;
    }

    private static double band(Luma luma, int x, int y) {
        double sum = 0;
        for (int i = -3; i <= 3; i++) {
            for (int j = 0; j <= 2; j++) {
                sum += luma.at(Math.clamp(x + i, 0, WIDTH - 1), y + j);
            }
        }
        return sum / 21;
    }
}
