package dev.fovea.publish.kserve;

import dev.fovea.http.Refusal;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/// Cuts a stream of numbers into one tensor per image, and refuses what is not a number. Used by one thread.
final class Rows {
    /// Normalised pixels are a few units; what is far beyond overflows inside the network and looks like its
    /// failure.
    private static final float VALUE_MAX = 1e6f;

    private final Tensors.Lease tensors;
    private final String input;
    private final int size;
    private final long countMax;
    private final List<FloatBuffer> rows = new ArrayList<>();
    private long count;

    /// @param input its name, for messages
    /// @param size floats in one image
    /// @param imagesMax images at the most
    Rows(Tensors.Lease tensors, String input, int size, int imagesMax) {
        this.tensors = tensors;
        this.input = input;
        this.size = size;
        this.countMax = (long) imagesMax * size;
    }

    /// @throws Refusal 400 naming the input and the index, or when there are more than may be
    void put(float value) {
        if (!Float.isFinite(value)) {
            throw Refusal.badRequest(
                    "input \"" + input + "\" has " + value + " at index " + count + ": only finite numbers are taken");
        }
        if (Math.abs(value) > VALUE_MAX) {
            throw Refusal.badRequest("input \"" + input + "\" has " + value + " at index " + count
                    + ": only numbers from -" + (long) VALUE_MAX + " to " + (long) VALUE_MAX + " are taken");
        }
        if (count == countMax) {
            throw Refusal.badRequest("input \"" + input + "\" has more than " + countMax + " numbers");
        }
        if (count % size == 0) {
            rows.add(tensors.take(size));
        }
        rows.getLast().put((int) (count % size), value);
        count++;
    }

    /// Numbers so far.
    long count() {
        return count;
    }

    /// One tensor per image; the last may be incomplete. The lease owns them.
    List<FloatBuffer> rows() {
        return rows;
    }
}
