package dev.fovea.store;

import dev.fovea.model.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/// A SHA-256 over the fields of a row. SQLite's pages carry no checksum: a flipped bit on the disk could move a
/// probability, or an answer to another patient, without anybody noticing, were it not for this.
final class Seal {
    private final MessageDigest digest = Sha256.digest();

    Seal add(String field) {
        return add(field.getBytes(StandardCharsets.UTF_8));
    }

    /// The length first, or "ab","c" would seal like "a","bc".
    Seal add(byte[] field) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, field.length));
        digest.update(field);
        return this;
    }

    Seal add(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
        return this;
    }

    /// Good for one call.
    byte[] bytes() {
        return digest.digest();
    }

    /// Good for one call.
    boolean isIntact(byte[] stored) {
        return Arrays.equals(stored, bytes());
    }
}
