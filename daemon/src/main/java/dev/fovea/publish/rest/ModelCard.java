package dev.fovea.publish.rest;

import dev.fovea.image.InputSpec;
import java.util.List;
import java.util.Optional;

/// One model as people and programs are told of it.
///
/// @param task what it answers
/// @param title for people
/// @param name the bundle's name
/// @param version the bundle's version
/// @param classes in the bundle's order
/// @param input how it wants its picture; previews and heat maps are cut the same way
/// @param engine `onnxruntime-cpu`, ...
/// @param precision `fp32`, `fp16` or `int8`
/// @param signer the id of the key that signed the bundle; empty when none did
/// @param trouble why it is not ready; empty when it is
public record ModelCard(
        String task,
        String title,
        String name,
        String version,
        List<Klass> classes,
        InputSpec input,
        String engine,
        String precision,
        Optional<String> signer,
        Optional<String> trouble) {
    public ModelCard {
        classes = List.copyOf(classes);
    }

    /// One class of its answer.
    ///
    /// @param name as the bundle names it
    /// @param label for people
    /// @param finding whether it is a sign of disease
    public record Klass(String name, String label, boolean finding) {}
}
