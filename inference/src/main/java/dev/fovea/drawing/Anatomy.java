package dev.fovea.drawing;

/// Where things are in a drawn retina, in radii of the field of view from its centre; y grows downwards.
///
/// The optic disc lies on the nasal side: for one who looks at the picture, right of the centre in a right eye (OD) and
/// left in a left eye (OS). Distances follow a 45-degree camera centred on the macula: disc and fovea about 15.5
/// degrees apart, the disc about 6 degrees high.
///
/// @param discX centre of the optic disc
/// @param discY centre of the optic disc
/// @param discRadius half its height; it is a little narrower than high
/// @param maculaX centre of the fovea
/// @param maculaY centre of the fovea
public record Anatomy(double discX, double discY, double discRadius, double maculaX, double maculaY) {

    /// @param side 1 for a right eye, -1 for a left one
    static Anatomy of(int side, Dice dice) {
        double maculaX = dice.between(-0.06, 0.02);
        double maculaY = dice.between(-0.01, 0.06);
        double discX = maculaX + dice.between(0.62, 0.68);
        double discY = maculaY - dice.between(0.03, 0.08);
        return new Anatomy(side * discX, discY, dice.between(0.125, 0.145), side * maculaX, maculaY);
    }

    /// Towards the nose: 1 when that is the right of the picture, -1 when it is the left.
    double nasal() {
        return Math.signum(discX);
    }

    /// Distance from the disc's centre in disc radii; 1 on its edge.
    double discDistance(double x, double y) {
        return Math.hypot((x - discX) / (0.9 * discRadius), (y - discY) / discRadius);
    }

    /// Distance from the fovea in field radii.
    double maculaDistance(double x, double y) {
        return Math.hypot(x - maculaX, y - maculaY);
    }
}
