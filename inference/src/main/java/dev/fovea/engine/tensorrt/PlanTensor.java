package dev.fovea.engine.tensorrt;

import java.util.List;

/// An input or output of an engine.
///
/// @param input whether it is one
/// @param float32 whether its numbers are single floats
/// @param sizes -1 for the batch
public record PlanTensor(String name, boolean input, boolean float32, List<Long> sizes) {
    public PlanTensor {
        sizes = List.copyOf(sizes);
    }
}
