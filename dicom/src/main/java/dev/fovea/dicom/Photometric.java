package dev.fovea.dicom;

import java.util.Optional;

/// What the samples of a pixel mean (PS3.3 C.7.6.3.1.2).
enum Photometric {
    /// Grey, 0 is white.
    MONOCHROME1(1),
    /// Grey, 0 is black.
    MONOCHROME2(1),
    PALETTE_COLOR(1),
    RGB(3),
    /// Luma and two colour differences, all of full range.
    YBR_FULL(3),
    /// The same, with half the columns of the colour differences.
    YBR_FULL_422(3),
    /// What JPEG 2000 makes of RGB by itself, lossy and lossless: its decoder gives RGB.
    YBR_ICT(3),
    YBR_RCT(3);

    private final int samples;

    Photometric(int samples) {
        this.samples = samples;
    }

    /// A pixel.
    int samples() {
        return samples;
    }

    static Optional<Photometric> of(String text) {
        for (Photometric photometric : values()) {
            if (photometric.name().equals(text.replace(' ', '_'))) {
                return Optional.of(photometric);
            }
        }
        return Optional.empty();
    }
}
