package dev.fovea.distill.export;

/// The kinds of number a network can be written in.
public sealed interface Form {
    /// For every engine, and the one the others are compared with.
    record Single() implements Form {}

    /// Half the size; takes and gives single precision. For graphics processors: on x86 it is slower (training.md
    /// 7).
    record Half() implements Form {}

    /// Eight bits, activations without a sign and with a zero point: 1.65 times faster than single precision in
    /// ONNX Runtime on x86 (training.md 7).
    record Int8(Ranges ranges) implements Form {}

    /// Eight bits, activations with a sign and without a zero point, biases in single precision: what TensorRT's
    /// parser accepts. Slow in ONNX Runtime.
    record SymmetricInt8(Ranges ranges) implements Form {}

    /// In the metadata of the file.
    default String precision() {
        return switch (this) {
            case Single() -> "fp32";
            case Half() -> "fp16";
            case Int8 _ -> "int8";
            case SymmetricInt8 _ -> "int8-symmetric";
        };
    }
}
