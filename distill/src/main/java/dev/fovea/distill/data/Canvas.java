package dev.fovea.distill.data;

import java.util.Arrays;

/// A square picture that effects change in place: three planes, red, green, blue, nominally 0 to 1. Not for
/// more than one thread.
final class Canvas {
    static final int CHANNELS = 3;

    /// What is darker than this in every channel is taken for the black around the field of view, and stays black.
    static final float LIT = 22 / 255f;

    final int side;
    final float[] planes;

    Canvas(int side, float[] planes) {
        assert planes.length == CHANNELS * side * side : planes.length;
        this.side = side;
        this.planes = planes;
    }

    int plane() {
        return side * side;
    }

    float mean() {
        double sum = 0;
        for (float value : planes) {
            sum += value;
        }
        return (float) (sum / planes.length);
    }

    /// How much a pixel belongs to the lit field, 0 to 1: soft, so that what is put on the field has no hard edge.
    float field(int at) {
        float top = Math.max(planes[at], Math.max(planes[at + plane()], planes[at + 2 * plane()]));
        return Math.min(1, top / (2 * LIT));
    }

    void clamp() {
        for (int i = 0; i < planes.length; i++) {
            planes[i] = Math.min(1f, Math.max(0f, planes[i]));
        }
    }

    /// Bilinear with half-pixel centres, antialiased when it shrinks.
    Canvas resized(int to) {
        float[] made = new float[CHANNELS * to * to];
        Axis axis = Axis.of(side, to);
        float[] row = new float[side];
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int y = 0; y < to; y++) {
                Arrays.fill(row, 0);
                for (int tap = 0; tap < axis.count[y]; tap++) {
                    float weight = axis.weights[y * axis.stride + tap];
                    int from = channel * plane() + (axis.first[y] + tap) * side;
                    for (int x = 0; x < side; x++) {
                        row[x] += weight * planes[from + x];
                    }
                }
                int out = channel * to * to + y * to;
                for (int x = 0; x < to; x++) {
                    float sum = 0;
                    for (int tap = 0; tap < axis.count[x]; tap++) {
                        sum += axis.weights[x * axis.stride + tap] * row[axis.first[x] + tap];
                    }
                    made[out + x] = sum;
                }
            }
        }
        return new Canvas(to, made);
    }

    /// The taps of one axis: a triangle as wide as the scale, as Pillow's bilinear has it.
    @SuppressWarnings("ArrayRecordComponent") // Read in inner loops, compared by nobody.
    private record Axis(int[] first, int[] count, float[] weights, int stride) {
        static Axis of(int from, int to) {
            double scale = (double) from / to;
            double support = Math.max(scale, 1);
            int stride = (int) Math.ceil(support) * 2 + 1;
            Axis axis = new Axis(new int[to], new int[to], new float[to * stride], stride);
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) * scale;
                int begin = Math.max(0, (int) (centre - support + 0.5));
                int end = Math.min(from, (int) (centre + support + 0.5));
                double total = 0;
                for (int at = begin; at < end; at++) {
                    total += Math.max(0, 1 - Math.abs((at - centre + 0.5) / support));
                }
                axis.first[i] = begin;
                axis.count[i] = end - begin;
                for (int at = begin; at < end; at++) {
                    double weight = Math.max(0, 1 - Math.abs((at - centre + 0.5) / support)) / total;
                    axis.weights[i * stride + at - begin] = (float) weight;
                }
            }
            return axis;
        }
    }
}
