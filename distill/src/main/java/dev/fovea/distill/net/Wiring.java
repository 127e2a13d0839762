package dev.fovea.distill.net;

import java.util.ArrayList;
import java.util.List;

/// Lays the steps of a convolutional network one after the other, and hangs their layers under their names.
final class Wiring {
    /// Where a convolution and its norm hang.
    record Named(String conv, String norm) {
        /// `path.index` and `path.(index + 1)`, as in a sequence.
        static Named at(String path, int index) {
            return new Named(path + '.' + index, path + '.' + (index + 1));
        }
    }

    private final Names names;
    private final Padding padding;
    private final List<Step> steps = new ArrayList<>();

    Wiring(Names names, Padding padding) {
        this.names = names;
        this.padding = padding;
    }

    /// A convolution under one name with its norm under another.
    ///
    /// @return the number of the value it makes
    int conv(int input, Named named, ConvShape shape, Activation activation) {
        // A kernel of one place needs no zeros, wherever they would go.
        Padding here = shape.kernel() == 1 ? Padding.SYMMETRIC : padding;
        int inLayer = here == Padding.SYMMETRIC ? shape.kernel() / 2 : 0;
        var conv = names.put(named.conv, Layers.conv(shape, inLayer));
        var norm = names.put(named.norm, Layers.norm(shape.out()));
        return step(new Step.Conv(input, named.conv, new Step.Unit(shape, here, conv, norm), activation));
    }

    int maxPool(int input) {
        return step(new Step.MaxPool(input));
    }

    int add(int left, int right, Activation activation) {
        return step(new Step.Add(left, right, activation));
    }

    private int step(Step step) {
        steps.add(step);
        return steps.size();
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }
}
