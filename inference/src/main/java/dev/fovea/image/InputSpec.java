package dev.fovea.image;

import java.util.List;

/// How a network wants its picture: the input rules of a model's manifest. Training and serving share these.
///
/// @param width of the tensor, pixels
/// @param height of the tensor, pixels
/// @param mean per channel in RGB order, on the 0..1 scale
/// @param std per channel in RGB order, on the 0..1 scale
/// @param crop what is cut before the resize
/// @param resize the filter
/// @param modality what the picture shows, for the quality gate
public record InputSpec(
        int width, int height, List<Double> mean, List<Double> std, Crop crop, Resize resize, Modality modality) {
    /// The largest side of a network input, pixels.
    public static final int SIDE_MAX = 2048;

    public InputSpec {
        if (width < 1 || height < 1 || width > SIDE_MAX || height > SIDE_MAX) {
            throw new IllegalArgumentException(
                    "input must be 1 to " + SIDE_MAX + " pixels a side, was " + width + "x" + height);
        }
        if (mean.size() != 3 || std.size() != 3) {
            throw new IllegalArgumentException("mean and std must hold 3 values, were " + mean + " and " + std);
        }
        if (std.stream().anyMatch(value -> !(value > 0))) {
            throw new IllegalArgumentException("std must be above 0, was " + std);
        }
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }

    /// What is cut before the resize.
    public enum Crop {
        /// The whole frame, squashed to the tensor's shape.
        NONE,
        /// To the field of view, then padded with black to a centred square.
        FIELD_OF_VIEW
    }

    /// The filter.
    public enum Resize {
        /// Area average with fractional pixel coverage when an axis shrinks, bilinear with half-pixel centres when it
        /// grows, no rounding to 8 bit in between.
        AREA,
        /// Pillow's antialiased bilinear, to the bit: 22-bit coefficients, horizontal then vertical, rounded to 8 bit.
        BILINEAR_ANTIALIASED
    }

    /// What the picture shows.
    public enum Modality {
        FUNDUS,
        OCT
    }

    /// Floats in one tensor.
    public int size() {
        return 3 * width * height;
    }
}
