package dev.fovea.distill.net;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;

/// Between tensors and Java arrays of single precision.
public final class Floats {
    private Floats() {}

    /// A copy in row-major order, from wherever the tensor is.
    public static float[] of(Tensor tensor) {
        try (Tensor detached = tensor.detach();
                Tensor here = detached.cpu();
                Tensor dense = here.contiguous();
                FloatPointer data = new FloatPointer(dense.data_ptr())) {
            float[] values = new float[Math.toIntExact(dense.numel())];
            data.get(values);
            return values;
        }
    }

    /// A copy.
    public static Tensor tensor(float[] values, long... shape) {
        return Tensor.create(values, shape);
    }

    /// A copy of Java's numbers where another tensor is: nothing computes with tensors of two devices.
    public static Tensor near(Tensor like, float[] values, long... shape) {
        return near(like, Tensor.create(values, shape));
    }

    /// A copy of Java's whole numbers where another tensor is.
    public static Tensor near(Tensor like, long[] values, long... shape) {
        return near(like, Tensor.create(values, shape));
    }

    /// A tensor where another one is: itself when it is there already.
    public static Tensor near(Tensor like, Tensor made) {
        return made.to(like.device(), made.scalar_type());
    }

    public static long[] shape(Tensor tensor) {
        long[] shape = new long[(int) tensor.dim()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = tensor.size(i);
        }
        return shape;
    }
}
