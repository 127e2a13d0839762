package dev.fovea.model;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Names one capture for ever. A version 7 UUID (RFC 9562, section 5.7), so that ids sort by arrival to the
/// millisecond.
///
/// @param value the UUID
public record CaptureId(UUID value) implements Comparable<CaptureId> {

    /// A fresh id: 48 bits of Unix milliseconds, then 74 random bits.
    public static CaptureId at(Instant instant, RandomGenerator random) {
        long high = (instant.toEpochMilli() << 16) | 0x7000 | random.nextInt(0x1000);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new CaptureId(new UUID(high, low));
    }

    /// Empty when the text is not a UUID in its 36-character form.
    public static Optional<CaptureId> parse(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CaptureId(UUID.fromString(text)));
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(CaptureId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
