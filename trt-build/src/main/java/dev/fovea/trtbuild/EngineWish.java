package dev.fovea.trtbuild;

import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.BundleCheck;
import dev.fovea.engine.GoldenTensor;
import dev.fovea.engine.Network;
import dev.fovea.engine.tensorrt.BatchProfile;
import dev.fovea.engine.tensorrt.Precision;
import dev.fovea.engine.tensorrt.TensorRtEngines;
import dev.fovea.model.Sha256;
import java.util.List;

/// The engine that a bundle wants.
///
/// @param task of the bundle
/// @param network the form of it that TensorRT reads
/// @param hash of that form's file
/// @param temperature of the bundle's probabilities
/// @param goldens known pictures
public record EngineWish(
        String task,
        Network network,
        Sha256 hash,
        double temperature,
        List<GoldenTensor> goldens,
        Precision precision,
        List<BatchProfile> profiles) {
    public EngineWish {
        goldens = List.copyOf(goldens);
        profiles = List.copyOf(profiles);
    }

    /// What an engine of a bundle is made with.
    ///
    /// @param wanted [Precision#INT8] only counts where the bundle has a form of its network for it
    public static Precision precision(Bundle bundle, Precision wanted) {
        return wanted == Precision.INT8 && !bundle.manifest().engines().containsKey(TensorRtEngines.INT8_FORM)
                ? Precision.FP16
                : wanted;
    }

    /// The form of a bundle's network that an engine of this precision is made of, as manifests name it.
    public static String form(Precision precision) {
        return precision == Precision.INT8 ? TensorRtEngines.INT8_FORM : TensorRtEngines.NAME;
    }

    /// @param precision of those that the bundle has a form for
    public static EngineWish of(Bundle bundle, Precision precision, List<BatchProfile> profiles) {
        String form = form(precision);
        return new EngineWish(
                bundle.manifest().task(),
                bundle.network(form),
                bundle.networkHash(form),
                bundle.manifest().temperature(),
                BundleCheck.goldens(bundle, form),
                precision,
                profiles);
    }
}
