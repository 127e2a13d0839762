package dev.fovea.distill.net;

import dev.fovea.distill.net.Padding.Pads;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// One operation of a convolutional network. Value 0 is the image; step `i` makes value `i + 1` from earlier ones.
///
/// Training runs these and the export writes these, so that the two cannot differ in shape.
public sealed interface Step {
    /// Makes this step's value from those before it.
    Tensor run(Tensor[] values);

    /// The earliest value it reads.
    int earliest();

    /// A convolution without bias, its batch norm, and what follows.
    ///
    /// @param input the value it reads
    /// @param name of the convolution in the state, such as `features.0.0`
    /// @param unit the layers
    /// @param activation after the norm
    record Conv(int input, String name, Unit unit, Activation activation) implements Step {
        @Override
        public Tensor run(Tensor[] values) {
            Tensor x = values[input];
            if (unit.padding == Padding.SAME) {
                Pads pads = unit.padding.pads((int) x.size(2), (int) x.size(3), unit.shape);
                x = torch.constant_pad_nd(x, pads.left(), pads.right(), pads.top(), pads.bottom());
            }
            return activation.apply(unit.norm.forward(unit.conv.forward(x)));
        }

        @Override
        public int earliest() {
            return input;
        }
    }

    /// The layers of one convolution.
    record Unit(ConvShape shape, Padding padding, Conv2dImpl conv, BatchNorm2dImpl norm) {
        /// The zeros round an input of this size.
        public Pads pads(int height, int width) {
            return padding.pads(height, width, shape);
        }
    }

    /// The sum of two values.
    record Add(int left, int right, Activation activation) implements Step {
        @Override
        public Tensor run(Tensor[] values) {
            return activation.apply(values[left].add(values[right]));
        }

        @Override
        public int earliest() {
            return Math.min(left, right);
        }
    }

    /// The largest of 3 x 3 places, every second place, one ring of "nothing" round the image.
    record MaxPool(int input) implements Step {
        @Override
        public Tensor run(Tensor[] values) {
            return torch.max_pool2d(
                    values[input], new long[] {3, 3}, new long[] {2, 2}, new long[] {1, 1}, new long[] {1, 1}, false);
        }

        @Override
        public int earliest() {
            return input;
        }
    }
}
