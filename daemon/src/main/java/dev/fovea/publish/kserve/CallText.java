package dev.fovea.publish.kserve;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The JSON of an infer request, before its tensors are looked at as such.
///
/// @param id the caller's name for it
/// @param timeout parameter `timeout`, given in microseconds
/// @param binaryOutput parameter `binary_data_output`: all outputs as binary data unless they say otherwise
/// @param inputs as given
/// @param outputs as given; empty means all
record CallText(
        Optional<String> id,
        Optional<Duration> timeout,
        boolean binaryOutput,
        List<InputText> inputs,
        List<OutputText> outputs) {

    /// @param name which input
    /// @param datatype as given
    /// @param shape as given
    /// @param data its numbers, when they are in the JSON
    /// @param binarySize bytes after the JSON, when they are there
    record InputText(String name, String datatype, List<Long> shape, Optional<Nested> data, OptionalLong binarySize) {}

    /// Numbers with the way they were nested.
    record Nested(Nest nest, Rows rows) {}

    /// @param name which output
    /// @param best parameter `classification`
    /// @param binary parameter `binary_data`
    record OutputText(String name, OptionalInt best, Optional<Boolean> binary) {}
}
