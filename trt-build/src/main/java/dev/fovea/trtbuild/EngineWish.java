package dev.fovea.trtbuild;

import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.BundleCheck;
import dev.fovea.engine.EngineException;
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
    /// What a manifest calls the form with the Q/DQ nodes that TensorRT understands: zero points of 0.
    public static final String INT8_FORM = "tensorrt-int8";

    public EngineWish {
        goldens = List.copyOf(goldens);
        profiles = List.copyOf(profiles);
    }

    /// @throws EngineException when the bundle has no form of the network for this precision
    public static EngineWish of(Bundle bundle, Precision precision, List<BatchProfile> profiles) {
        String form = form(bundle, precision);
        return new EngineWish(
                bundle.manifest().task(),
                bundle.network(form),
                bundle.networkHash(form),
                bundle.manifest().temperature(),
                BundleCheck.goldens(bundle, form),
                precision,
                profiles);
    }

    /// The form of a bundle's network that an engine of this precision is made of, as manifests name it.
    public static String form(Bundle bundle, Precision precision) {
        if (precision != Precision.INT8) {
            return TensorRtEngines.NAME;
        }
        if (!bundle.manifest().engines().containsKey(INT8_FORM)) {
            throw new EngineException("the bundle " + bundle.manifest().name() + " "
                    + bundle.manifest().version() + " has no network for " + INT8_FORM
                    + ": set tensorrt.precision to fp16");
        }
        return INT8_FORM;
    }
}
