package dev.fovea.model;

import java.time.Instant;
import java.util.Optional;

/// Which model answered, to the bit, on what, and whether it had been tried out with the camera.
///
/// @param name the bundle's name
/// @param version the bundle's version
/// @param hash the SHA-256 of the network file that ran
/// @param engine `onnxruntime-cpu`, ...
/// @param precision `fp32`, `fp16` or `int8`
/// @param signer the id of the key that signed the bundle; empty when none did, or the answer is older than signatures
/// @param cameraValidatedAt when the capture's camera had been tried out with this model; empty when it had not
public record ModelStamp(
        String name,
        String version,
        Sha256 hash,
        String engine,
        String precision,
        Optional<String> signer,
        Optional<Instant> cameraValidatedAt) {}
