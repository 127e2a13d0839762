package dev.fovea.engine.tensorrt.trt10;

import org.bytedeco.javacpp.Pointer;

/// A place that is not ours: on the GPU, or a handle. JavaCPP passes it on and never touches it.
final class Address extends Pointer {
    Address(long address) {
        this.address = address;
    }
}
