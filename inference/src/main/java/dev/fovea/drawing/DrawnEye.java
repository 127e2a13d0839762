package dev.fovea.drawing;

import dev.fovea.model.Laterality;
import java.awt.image.BufferedImage;

/// A colour fundus picture that never was: a **drawing, not a photograph**. The record is the truth about it.
///
/// It shows a round field of view on black, an orange-red retina, the optic disc with its cup, the macula, and a
/// branching tree of arteries and veins; on request lesions, a large cup, a clouded lens, or a bad shot. Two eyes with
/// the same seed and different laterality look like one person's: same pigment, different vessels.
///
/// @param laterality right or left; the disc lies on the nasal side
/// @param cupRatio diameter of the cup over that of the disc, 0.1 to 0.95; about 0.3 is usual, from 0.7 on it is large
/// @param lesions spots on the retina
/// @param haze how clouded the lens is, 0 (clear) to 1 (hardly anything left)
/// @param shot what the photographer made of it
/// @param seed everything else
public record DrawnEye(Laterality laterality, double cupRatio, Lesions lesions, double haze, Shot shot, long seed)
        implements Drawing {
    public DrawnEye {
        if (laterality == Laterality.UNKNOWN) {
            throw new IllegalArgumentException("laterality of a drawn eye must be RIGHT or LEFT, was UNKNOWN");
        }
        if (!(cupRatio >= 0.1 && cupRatio <= 0.95)) {
            throw new IllegalArgumentException("cupRatio must be 0.1 to 0.95, was " + cupRatio);
        }
        if (!(haze >= 0 && haze <= 1)) {
            throw new IllegalArgumentException("haze must be 0 to 1, was " + haze);
        }
    }

    /// Nothing wrong: a cup of 0.3, no lesion, a clear lens, a good shot.
    public static DrawnEye healthy(Laterality laterality, long seed) {
        return new DrawnEye(laterality, 0.3, Lesions.NONE, 0, Shot.GOOD, seed);
    }

    public DrawnEye withCup(double ratio) {
        return new DrawnEye(laterality, ratio, lesions, haze, shot, seed);
    }

    public DrawnEye withLesions(Lesions spots) {
        return new DrawnEye(laterality, cupRatio, spots, haze, shot, seed);
    }

    public DrawnEye withHaze(double amount) {
        return new DrawnEye(laterality, cupRatio, lesions, amount, shot, seed);
    }

    public DrawnEye withShot(Shot taken) {
        return new DrawnEye(laterality, cupRatio, lesions, haze, taken, seed);
    }

    /// Where disc and macula are.
    public Anatomy anatomy() {
        return Anatomy.of(side(), dice(1));
    }

    @Override
    public BufferedImage picture(int width, int height) {
        Drawing.checkSize(width, height);
        return new EyePainter(this, width, height).paint();
    }

    /// Chance of its own for each part, so that more lesions do not move the vessels.
    Dice dice(int part) {
        return new Dice(new Noise(seed).bits(part, side()));
    }

    /// 1 for a right eye, -1 for a left one: the side of the disc.
    int side() {
        return laterality == Laterality.RIGHT ? 1 : -1;
    }
}
