package dev.fovea.distill.export;

import java.util.List;

/// The smallest and largest number that each value of a network took over the images looked at; zero is always
/// inside.
///
/// @param values value 0 first, which is the network's (normalised) input
public record Ranges(List<Range> values) {
    /// @param min at most 0
    /// @param max at least 0
    public record Range(float min, float max) {
        static final Range NOTHING = new Range(0, 0);

        public Range {
            if (!(min <= 0 && max >= 0) || Float.isInfinite(min) || Float.isInfinite(max)) {
                throw new IllegalArgumentException("a range must be finite and hold 0, was " + min + " to " + max);
            }
        }

        /// Steps of eight bits without a sign; 1 for a value that is always 0.
        float unsignedScale() {
            return max > min ? (max - min) / 255 : 1;
        }

        /// Which step is 0.
        int zeroPoint() {
            return Math.clamp(Math.round(-min / unsignedScale()), 0, 255);
        }

        /// Steps of eight bits with a sign, as many below 0 as above.
        float symmetricScale() {
            float reach = Math.max(-min, max);
            return reach > 0 ? reach / 127 : 1;
        }
    }

    public Ranges {
        values = List.copyOf(values);
    }
}
