package dev.fovea.bundle;

import dev.fovea.engine.NetworkShape;
import dev.fovea.image.InputSpec;
import dev.fovea.model.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// `manifest.json` of a bundle, format 1, key by key; [ManifestReader] is the only way to make one and checks it all.
///
/// @param task what the model answers, `fundus4`; a daemon runs one model per task
/// @param name of the model
/// @param version of the model
/// @param title one line for a person
/// @param licence of the bundle itself
/// @param classes in the order of the network's outputs
/// @param input how a picture becomes a tensor
/// @param shape names and sizes of the network's input and outputs
/// @param bias the classifier's bias, one per class
/// @param outOfDistribution which distance is too far; there exactly when the network tells one
/// @param temperature probability = softmax(logits / temperature)
/// @param networks the forms of the network by key, at least one
/// @param engines which form an engine should run, by the engine's name; see [#networkFor]
/// @param goldenBasis what computed the golden answers, one sentence
/// @param goldens known pictures with known answers, at least one
/// @param trainingData what it learned from
/// @param modelCard the file that tells a person what it is worth
/// @param files the SHA-256 of every other file in the bundle
public record Manifest(
        String task,
        String name,
        String version,
        String title,
        String licence,
        List<ModelClass> classes,
        InputSpec input,
        NetworkShape shape,
        Optional<OutOfDistribution> outOfDistribution,
        List<Double> bias,
        double temperature,
        Map<String, NetworkFile> networks,
        Map<String, String> engines,
        String goldenBasis,
        List<GoldenFile> goldens,
        List<TrainingSource> trainingData,
        String modelCard,
        Map<String, Sha256> files) {

    /// The form an engine should run: its hint, else the first one in the manifest.
    ///
    /// @param engine `onnxruntime-cpu`, ...
    public NetworkFile networkFor(String engine) {
        String key = Optional.ofNullable(engines.get(engine))
                .orElseGet(() -> networks.keySet().iterator().next());
        return Objects.requireNonNull(networks.get(key), key);
    }
}
