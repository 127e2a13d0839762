package dev.fovea.distill.export;

import static dev.fovea.distill.export.OnnxWriter.whole;

import dev.fovea.distill.export.FoldedNetwork.Kernel;
import dev.fovea.distill.export.OnnxWriter.Element;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How numbers of one [Form] are written: what stands round every value and constant of the graph.
abstract class Arithmetic {
    final OnnxWriter graph;
    private final Map<String, String> shared = new HashMap<>();

    private Arithmetic(OnnxWriter graph) {
        this.graph = graph;
    }

    static Arithmetic of(Form form, OnnxWriter graph) {
        return switch (form) {
            case Form.Single() -> new Single(graph);
            case Form.Half() -> new Half(graph);
            case Form.Int8(Ranges ranges) -> new Int8(graph, ranges);
            case Form.SymmetricInt8(Ranges ranges) -> new SymmetricInt8(graph, ranges);
        };
    }

    /// The image on its way in, in single precision: value 0.
    abstract String enter(String image);

    /// A value that has just been made.
    ///
    /// @return the name under which those after it read it
    abstract String settle(int value, String name);

    /// Weights and bias of the layer that makes `value` from `input`.
    abstract List<String> operands(int value, int input, Kernel kernel);

    /// A constant outside the convolutions.
    abstract String constant(String name, float[] values, long... shape);

    /// A single number that several nodes read.
    final String shared(String name, float value) {
        return shared.computeIfAbsent(name, fresh -> constant(fresh, new float[] {value}));
    }

    /// A value of the graph in single precision.
    abstract String plain(String name);

    /// An answer on its way out, to be in single precision.
    abstract void leave(String name, String output);

    private static final class Single extends Arithmetic {
        Single(OnnxWriter graph) {
            super(graph);
        }

        @Override
        String enter(String image) {
            return image;
        }

        @Override
        String settle(int value, String name) {
            return name;
        }

        @Override
        List<String> operands(int value, int input, Kernel kernel) {
            return List.of(
                    graph.floats("w" + value, kernel.weights(), kernel.sides()),
                    graph.floats("b" + value, kernel.bias(), kernel.bias().length));
        }

        @Override
        String constant(String name, float[] values, long... shape) {
            return graph.floats(name, values, shape);
        }

        @Override
        String plain(String name) {
            return name;
        }

        @Override
        void leave(String name, String output) {
            graph.node("Identity", List.of(name), output);
        }
    }

    private static final class Half extends Arithmetic {
        Half(OnnxWriter graph) {
            super(graph);
        }

        @Override
        String enter(String image) {
            return graph.node("Cast", List.of(image), image + "_half", whole("to", Element.FLOAT16.number));
        }

        @Override
        String settle(int value, String name) {
            return name;
        }

        @Override
        List<String> operands(int value, int input, Kernel kernel) {
            return List.of(
                    graph.halves("w" + value, kernel.weights(), kernel.sides()),
                    graph.halves("b" + value, kernel.bias(), kernel.bias().length));
        }

        @Override
        String constant(String name, float[] values, long... shape) {
            return graph.halves(name, values, shape);
        }

        @Override
        String plain(String name) {
            return graph.node("Cast", List.of(name), name + "_plain", whole("to", Element.FLOAT.number));
        }

        @Override
        void leave(String name, String output) {
            graph.node("Cast", List.of(name), output, whole("to", Element.FLOAT.number));
        }
    }

    /// Every value is rounded to its steps and read back; engines recognise the pair and stay in whole numbers
    /// between.
    private abstract static class Rounded extends Arithmetic {
        final Ranges ranges;

        Rounded(OnnxWriter graph, Ranges ranges) {
            super(graph);
            this.ranges = ranges;
        }

        abstract float scale(int value);

        abstract String zeroPoint(int value);

        abstract String bias(int value, int input, Kernel kernel);

        @Override
        String enter(String image) {
            return settle(0, image);
        }

        @Override
        String settle(int value, String name) {
            List<String> steps = List.of(graph.floats("scale" + value, new float[] {scale(value)}), zeroPoint(value));
            String rounded = graph.node("QuantizeLinear", prepend(name, steps), name + "_q");
            return graph.node("DequantizeLinear", prepend(rounded, steps), name + "_dq");
        }

        @Override
        List<String> operands(int value, int input, Kernel kernel) {
            float[] scales = weightScales(kernel, scale(input));
            byte[] whole = new byte[kernel.weights().length];
            for (int i = 0; i < whole.length; i++) {
                float steps = kernel.weights()[i] / scales[i / kernel.perChannel()];
                whole[i] = (byte) Math.clamp(Math.round(steps), -127, 127);
            }
            String weights = graph.octets("w" + value, Element.INT8, whole, kernel.sides());
            String scale = graph.floats("w" + value + "_scale", scales, scales.length);
            String zero = graph.octets("w" + value + "_zero", Element.INT8, new byte[scales.length], scales.length);
            return List.of(
                    graph.node("DequantizeLinear", List.of(weights, scale, zero), weights + "_dq", whole("axis", 0)),
                    bias(value, input, kernel));
        }

        @Override
        String constant(String name, float[] values, long... shape) {
            return graph.floats(name, values, shape);
        }

        @Override
        String plain(String name) {
            return name;
        }

        @Override
        void leave(String name, String output) {
            graph.node("Identity", List.of(name), output);
        }

        /// Per output channel, the largest weight at 127; coarser where the bias would not fit its 32 bits
        /// otherwise.
        static float[] weightScales(Kernel kernel, float inputScale) {
            float[] scales = new float[kernel.bias().length];
            for (int channel = 0; channel < scales.length; channel++) {
                float largest = 0;
                for (int i = 0; i < kernel.perChannel(); i++) {
                    largest = Math.max(largest, Math.abs(kernel.weights()[channel * kernel.perChannel() + i]));
                }
                float least = Math.abs(kernel.bias()[channel]) / inputScale / (1 << 30);
                scales[channel] = Math.max(Math.max(largest / 127, least), Float.MIN_NORMAL);
            }
            return scales;
        }

        private static List<String> prepend(String first, List<String> rest) {
            return List.of(first, rest.getFirst(), rest.getLast());
        }
    }

    private static final class Int8 extends Rounded {
        Int8(OnnxWriter graph, Ranges ranges) {
            super(graph, ranges);
        }

        @Override
        float scale(int value) {
            return ranges.values().get(value).unsignedScale();
        }

        @Override
        String zeroPoint(int value) {
            byte zero = (byte) ranges.values().get(value).zeroPoint();
            return graph.octets("zero" + value, Element.UINT8, new byte[] {zero});
        }

        @Override
        String bias(int value, int input, Kernel kernel) {
            float[] scales = weightScales(kernel, scale(input));
            int[] whole = new int[scales.length];
            for (int channel = 0; channel < whole.length; channel++) {
                scales[channel] = Math.max(scales[channel] * scale(input), Float.MIN_NORMAL);
                whole[channel] = Math.round(kernel.bias()[channel] / scales[channel]);
            }
            String bias = graph.ints("b" + value, whole, whole.length);
            String scale = graph.floats("b" + value + "_scale", scales, scales.length);
            return graph.node("DequantizeLinear", List.of(bias, scale), bias + "_dq", whole("axis", 0));
        }
    }

    private static final class SymmetricInt8 extends Rounded {
        SymmetricInt8(OnnxWriter graph, Ranges ranges) {
            super(graph, ranges);
        }

        @Override
        float scale(int value) {
            return ranges.values().get(value).symmetricScale();
        }

        @Override
        String zeroPoint(int value) {
            return graph.octets("zero" + value, Element.INT8, new byte[1]);
        }

        @Override
        String bias(int value, int input, Kernel kernel) {
            return graph.floats("b" + value, kernel.bias(), kernel.bias().length);
        }
    }
}
