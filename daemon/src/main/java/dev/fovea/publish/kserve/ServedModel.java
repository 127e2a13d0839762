package dev.fovea.publish.kserve;

import dev.fovea.bundle.ModelClass;
import dev.fovea.engine.NetworkShape;
import dev.fovea.grading.Model;
import dev.fovea.image.InputSpec;
import dev.fovea.instances.Admission;
import dev.fovea.instances.InferenceRequest;
import dev.fovea.instances.Readiness;
import dev.fovea.model.ClassScore;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// One model as this door offers it.
///
/// @param name by which it is called: the task
/// @param version the bundle's
/// @param platform in the protocol's words, `onnx_onnxv1`
/// @param shape names and sizes of the network's input and outputs
/// @param input how a picture becomes a tensor
/// @param classes names of the classes, in order
/// @param probabilities calibrated, one per class, from logits
/// @param submit to the queue it shares with the captures
/// @param readiness of its engines
public record ServedModel(
        String name,
        String version,
        String platform,
        NetworkShape shape,
        InputSpec input,
        List<String> classes,
        Function<float[], float[]> probabilities,
        Function<InferenceRequest, Admission> submit,
        Supplier<Readiness> readiness) {
    public ServedModel {
        classes = List.copyOf(classes);
        if (shape.channels() != 3 || shape.height() != input.height() || shape.width() != input.width()) {
            throw new IllegalArgumentException(
                    "model " + name + " takes " + shape + ", which its input rules " + input + " do not make");
        }
    }

    public static ServedModel of(Model model) {
        var manifest = model.bundle().manifest();
        return new ServedModel(
                model.task(),
                manifest.version(),
                platform(model.instances().metadata().engine()),
                manifest.shape(),
                manifest.input(),
                manifest.classes().stream().map(ModelClass::name).toList(),
                logits -> probabilities(model.calibration().scores(logits)),
                model.instances()::submit,
                model.instances()::readiness);
    }

    private static float[] probabilities(List<ClassScore> scores) {
        float[] probabilities = new float[scores.size()];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = (float) scores.get(i).probability();
        }
        return probabilities;
    }

    /// The protocol's names for what we run; an engine it has no word for goes by its own.
    private static String platform(String engine) {
        if (engine.startsWith("onnxruntime")) {
            return "onnx_onnxv1";
        }
        return engine.startsWith("tensorrt") ? "tensorrt_plan" : engine;
    }
}
