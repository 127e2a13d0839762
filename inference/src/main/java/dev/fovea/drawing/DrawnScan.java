package dev.fovea.drawing;

import dev.fovea.model.Laterality;
import java.awt.image.BufferedImage;

/// An OCT cross-section through a macula that never was: a **drawing, not a scan**. The record is the truth about it.
///
/// It shows the dark vitreous, the layers of the retina with the foveal pit, the bright pigment epithelium and the
/// fading choroid, in grey with speckle; on request bumps under the pigment epithelium, or fluid above it.
///
/// @param laterality right or left; it decides on which side the nerve fibre layer is thicker (towards the nose)
/// @param drusen how many bumps lift the pigment epithelium, 0 to 40
/// @param fluid height of the fluid under and in the retina, 0 (none) to 1 (much); the epithelium is torn up beside it
/// @param seed everything else
public record DrawnScan(Laterality laterality, int drusen, double fluid, long seed) implements Drawing {
    /// The most bumps.
    public static final int DRUSEN_MAX = 40;

    public DrawnScan {
        if (laterality == Laterality.UNKNOWN) {
            throw new IllegalArgumentException("laterality of a drawn scan must be RIGHT or LEFT, was UNKNOWN");
        }
        if (drusen < 0 || drusen > DRUSEN_MAX) {
            throw new IllegalArgumentException("drusen must be 0 to " + DRUSEN_MAX + ", was " + drusen);
        }
        if (!(fluid >= 0 && fluid <= 1)) {
            throw new IllegalArgumentException("fluid must be 0 to 1, was " + fluid);
        }
    }

    /// Nothing wrong.
    public static DrawnScan healthy(Laterality laterality, long seed) {
        return new DrawnScan(laterality, 0, 0, seed);
    }

    public DrawnScan withDrusen(int bumps) {
        return new DrawnScan(laterality, bumps, fluid, seed);
    }

    public DrawnScan withFluid(double amount) {
        return new DrawnScan(laterality, drusen, amount, seed);
    }

    /// Usual scans are about 2.7 times as wide as high.
    @Override
    public BufferedImage picture(int width, int height) {
        Drawing.checkSize(width, height);
        return new ScanPainter(this, width, height).paint();
    }
}
