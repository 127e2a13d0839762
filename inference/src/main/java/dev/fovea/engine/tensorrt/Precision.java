package dev.fovea.engine.tensorrt;

import java.util.Locale;

/// What an engine computes with, and what that costs in exactness.
public enum Precision {
    /// Single floats, TensorFloat-32 off.
    FP32(0, 0, 1e-3),
    /// Half floats have 11 bits. A logit is a sum over hundreds of features, so it may be off by some
    /// hundredths; the
    /// limit for a probability is what a person would have to notice.
    FP16(0.05f, 0.05f, 0.01),
    /// Whole numbers from -127 to 127, from a network that says itself where (Q/DQ nodes).
    INT8(0.3f, 0.05f, 0.03);

    private final float toleranceMin;
    private final float driftMin;
    private final double probabilityTolerance;

    Precision(float toleranceMin, float driftMin, double probabilityTolerance) {
        this.toleranceMin = toleranceMin;
        this.driftMin = driftMin;
        this.probabilityTolerance = probabilityTolerance;
    }

    /// `fp16`: as manifests, settings and answers say it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when it is none
    public static Precision of(String word) {
        for (Precision precision : values()) {
            if (precision.word().equals(word)) {
                return precision;
            }
        }
        throw new IllegalArgumentException("a precision must be fp32, fp16 or int8, was \"" + word + "\"");
    }

    /// How far a golden logit may be off, absolute, even where the bundle promises less for its own form.
    public float toleranceMin() {
        return toleranceMin;
    }

    /// How far mean(map) + bias may be from the logit, likewise.
    public float driftMin() {
        return driftMin;
    }

    /// How far a probability may be from the one that ONNX Runtime computes, before an engine may serve.
    public double probabilityTolerance() {
        return probabilityTolerance;
    }
}
