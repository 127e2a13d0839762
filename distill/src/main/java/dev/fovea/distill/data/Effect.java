package dev.fovea.distill.data;

/// What augmentation can do to a picture, in the order in which it is done.
public enum Effect {
    /// Left and right swapped. Strength is not used.
    FLIP(1),
    /// Strength: degrees to either side at most.
    ROTATION(180),
    /// Strength: how much larger or smaller at most, 0.2 is 0.8 to 1.25 times (evenly on the logarithm).
    SCALE(0.9),
    /// Strength: how far at most along each axis, as a share of the side. With [#SCALE] this is a random crop.
    SHIFT(0.5),
    /// Another field of view: the middle of the picture, round or cut above and below, drawn out to the whole square.
    /// Strength: the share of the radius that is cut off at most.
    FIELD(0.5),
    /// Mean and deviation of each channel, inside the lit field, moved towards those of a picture of another source
    /// (Reinhard et al., IEEE CG&A 2001, in RGB). Strength: how far at most, 1 is all the way.
    TONE(1),
    /// Low frequencies' amplitudes taken from a picture of another source. Strength: the share of the side up
    /// to which frequencies count as low (beta of Yang and Soatto, CVPR 2020).
    AMPLITUDE(0.25),
    /// A clouded lens. Strength: the greatest severity.
    HAZE(1),
    /// Light that falls off in one direction. Strength: how much brighter or darker at most at the edge.
    LIGHT(1),
    /// A crescent of stray light at the edge of the field. Strength: how bright at most on the 0..1 scale.
    GLARE(1),
    /// Dark edges. Strength: how much darker at most at half the side from the middle.
    VIGNETTE(1),
    /// Strength: how much brighter or darker at most, as a factor's distance from 1.
    BRIGHTNESS(1),
    /// Strength: as for [#BRIGHTNESS], about the picture's mean.
    CONTRAST(1),
    /// Strength: as for [#BRIGHTNESS], about each pixel's grey.
    SATURATION(1),
    /// Strength: the greatest turn of the colour circle either way, where 0.5 is the opposite colour.
    HUE(0.5),
    /// Each channel by a factor of its own, as another sensor and lamp would have it. Strength: the factor's
    /// distance from 1 at most.
    CHANNELS(0.9),
    /// Strength: the greatest exponent's logarithm either way, 0.3 is 0.74 to 1.35.
    GAMMA(2),
    /// Strength: the greatest standard deviation, pixels.
    BLUR(4),
    /// Made small and large again. Strength: 1 less the smallest scale.
    RESOLUTION(0.9),
    /// Grain, each channel its own. Strength: the greatest standard deviation on the 0..1 scale.
    NOISE(0.5),
    /// Encoded as JPEG and decoded. Strength: 1 less the lowest quality / 100; quality is at most 95.
    JPEG(0.95),
    /// A rectangle replaced by the picture's mean. Strength: the greatest share of the area.
    ERASING(0.5);

    private final double strengthMax;

    Effect(double strengthMax) {
        this.strengthMax = strengthMax;
    }

    /// What is refused above.
    public double strengthMax() {
        return strengthMax;
    }
}
