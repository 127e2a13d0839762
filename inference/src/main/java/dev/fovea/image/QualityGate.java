package dev.fovea.image;

import dev.fovea.model.Quality;
import dev.fovea.model.QualityFault;
import java.util.Optional;

/// Says whether a photograph can be graded, by its figures alone. Haze is not judged: a hazy view may be the patient's
/// clouded lens, which is a finding.
///
/// Each limit stands beside the range it takes in the photographs it was chosen on: 1004 of three cameras (IDRiD, HYGD,
/// CSDI) and 1200 scans of OCTDL, of which it lets 99.8 % (every clouded lens) and 100 % pass.
final class QualityGate {
    /// Mean luma. Photographs: 0.095 to 0.60; with a tenth of their light: below 0.077.
    static final double BRIGHTNESS_MIN = 0.08;

    /// Share burnt out. Photographs: up to 0.07.
    static final double BURNT_MAX = 0.20;

    /// Share of the field's edge that is on one circle. Photographs: 0.47 to 0.98.
    static final double ROUND_MIN = 0.25;

    /// Red - blue. Photographs: 0.09 to 0.84. Grey pictures: 0.
    static final double REDNESS_MIN = 0.02;

    /// Colour saturation. Photographs: 0.36 to 0.99. Grey pictures: 0.
    static final double COLOUR_MIN = 0.05;

    /// Share of the surroundings that is lit. Photographs: up to 0.32, by a glare that spills over the mask.
    static final double SPILL_MAX = 0.5;

    /// Share of the round field that is there. Photographs: 0.87 to 1; cut straight above and below, as many cameras
    /// do: 0.92. With 40 % of the diameter gone: below 0.69.
    static final double FIELD_MIN = 0.70;

    /// Fine against coarse structure. Photographs: 0.24 to 0.62 but for two; those of clouded lenses from 0.28. Out of
    /// focus by a disc of 5 % of the field's diameter: below it in all of 48.
    static final double SHARPNESS_MIN = 0.24;

    /// Coarse structure needed to judge sharpness. Photographs: from 0.005. A clouded lens may leave none.
    static final double DETAIL_MIN = 0.004;

    /// Mean luma of a scan. Scans: 0.13 to 0.45.
    static final double SCAN_BRIGHTNESS_MIN = 0.03;

    /// Mean luma of a scan, above which it is a page of paper. Scans: 0.13 to 0.45.
    static final double SCAN_BRIGHTNESS_MAX = 0.70;

    /// Colour saturation of a scan, which is grey. Scans: 0; colour photographs: from 0.36.
    static final double SCAN_COLOUR_MAX = 0.20;

    /// Standard deviation of luma. Scans: 0.11 to 0.23.
    static final double SCAN_CONTRAST_MIN = 0.03;

    /// Fine against coarse structure. Scans: 0.27 to 0.56; noise: 1.2.
    static final double SCAN_SHARPNESS_MAX = 0.9;

    /// The same, lower end; a scan is not focused by hand, so only a ruined one is refused.
    static final double SCAN_SHARPNESS_MIN = 0.12;

    private QualityGate() {}

    /// The fault to name first, or empty when the picture can be graded.
    static Optional<QualityFault> judge(Measured measured, InputSpec.Modality modality) {
        return switch (modality) {
            case FUNDUS -> fundus(measured, measured.quality());
            case OCT -> scan(measured, measured.quality());
        };
    }

    private static Optional<QualityFault> fundus(Measured measured, Quality quality) {
        boolean round = measured.round() >= ROUND_MIN;
        boolean red = measured.redness() >= REDNESS_MIN;
        if (quality.brightness() < BRIGHTNESS_MIN) {
            return Optional.of(QualityFault.TOO_DARK);
        }
        // Before the question of colour: what is burnt out has none.
        if (quality.burnt() > BURNT_MAX && (round || red)) {
            return Optional.of(QualityFault.OVEREXPOSED);
        }
        if (!round || !red || measured.colour() < COLOUR_MIN || measured.spill() > SPILL_MAX) {
            return Optional.of(QualityFault.NOT_A_RETINA);
        }
        if (quality.field() < FIELD_MIN) {
            return Optional.of(QualityFault.FIELD_CUT_OFF);
        }
        if (measured.detail() >= DETAIL_MIN && quality.sharpness() < SHARPNESS_MIN) {
            return Optional.of(QualityFault.BLURRED);
        }
        return Optional.empty();
    }

    private static Optional<QualityFault> scan(Measured measured, Quality quality) {
        if (quality.brightness() < SCAN_BRIGHTNESS_MIN) {
            return Optional.of(QualityFault.TOO_DARK);
        }
        if (measured.colour() > SCAN_COLOUR_MAX
                || quality.brightness() > SCAN_BRIGHTNESS_MAX
                || quality.contrast() < SCAN_CONTRAST_MIN
                || quality.sharpness() > SCAN_SHARPNESS_MAX) {
            return Optional.of(QualityFault.NOT_A_RETINA);
        }
        if (quality.burnt() > BURNT_MAX) {
            return Optional.of(QualityFault.OVEREXPOSED);
        }
        if (quality.sharpness() < SCAN_SHARPNESS_MIN) {
            return Optional.of(QualityFault.BLURRED);
        }
        return Optional.empty();
    }
}
