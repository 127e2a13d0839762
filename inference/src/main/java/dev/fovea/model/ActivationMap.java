package dev.fovea.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Class activation maps (Zhou et al., CVPR 2016): per class, a coarse grid of how much each place spoke for it.
/// Values are the network's own, unscaled; their mean plus the class's bias is its logit.
public final class ActivationMap {
    private final int classes;
    private final int height;
    private final int width;
    private final float[] values;

    /// @param values class-major, then rows top to bottom, then columns left to right; kept, not copied
    public ActivationMap(int classes, int height, int width, float[] values) {
        if (values.length != classes * height * width) {
            throw new IllegalArgumentException("an activation map of " + classes + "x" + height + "x" + width
                    + " needs as many values, got " + values.length);
        }
        this.classes = classes;
        this.height = height;
        this.width = width;
        this.values = values;
    }

    public int classes() {
        return classes;
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    public float at(int classIndex, int row, int column) {
        return values[(classIndex * height + row) * width + column];
    }

    /// Little-endian: three ints (classes, height, width), then the values as floats.
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(12 + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(classes).putInt(height).putInt(width).asFloatBuffer().put(values);
        return bytes.array();
    }

    /// The opposite of [#toBytes].
    public static ActivationMap fromBytes(byte[] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
        int classes = bytes.getInt();
        int height = bytes.getInt();
        int width = bytes.getInt();
        float[] values = new float[(stored.length - 12) / 4];
        bytes.asFloatBuffer().get(values);
        return new ActivationMap(classes, height, width, values);
    }
}
