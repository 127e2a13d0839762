package dev.fovea.bench.roofline;

import java.util.List;

/// A board's limits by its data sheet.
///
/// @param name of the board and the way it computes
/// @param matrix operations per second in dense layers; a multiplication and its addition are two
/// @param vector operations per second in all other layers, which no matrix unit takes
/// @param bandwidth bytes per second between memory and chip
/// @param width bytes per number
public record BoardLimits(String name, double matrix, double vector, double bandwidth, int width) {
    /// Nano: 128 Maxwell cores, two operations, 921.6 MHz, two numbers at a time in FP16; LPDDR4 of 64 bit at 1600
    /// MHz. Orin Nano 8 GB: 1024 Ampere cores and 32 tensor cores at 625 MHz with 68 GB/s, at 1020 MHz with 102
    /// GB/s in the mode called Super; its tensor cores do 20 and 33.5 dense INT8 tera-operations, and half of that
    /// in FP16.
    public static final List<BoardLimits> BOARDS = List.of(
            new BoardLimits("Jetson Nano, FP32", 236e9, 236e9, 25.6e9, 4),
            new BoardLimits("Jetson Nano, FP16", 472e9, 472e9, 25.6e9, 2),
            new BoardLimits("Jetson Orin Nano 8 GB, FP16, 15 W", 10e12, 2.56e12, 68e9, 2),
            new BoardLimits("Jetson Orin Nano 8 GB, FP16, Super", 16.75e12, 4.18e12, 102e9, 2));

    /// Seconds that a layer takes at the least: the longer of computing and moving.
    public double seconds(Layer layer) {
        return Math.max(computing(layer), moving(layer));
    }

    /// Whether memory holds the layer back, and not arithmetic.
    public boolean boundByMemory(Layer layer) {
        return moving(layer) > computing(layer);
    }

    private double computing(Layer layer) {
        return layer.operations() / (layer.kind() == Layer.Kind.DENSE ? matrix : vector);
    }

    private double moving(Layer layer) {
        return (double) layer.numbersMoved() * width / bandwidth;
    }
}
