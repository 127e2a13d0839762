package dev.fovea.model;

import java.util.Optional;

/// Which model answered, to the bit, and on what.
///
/// @param name the bundle's name
/// @param version the bundle's version
/// @param hash the SHA-256 of the network file that ran
/// @param engine `onnxruntime-cpu`, ...
/// @param precision `fp32`, `fp16` or `int8`
/// @param signer the id of the key that signed the bundle; empty when none did, or the answer is older than signatures
public record ModelStamp(
        String name, String version, Sha256 hash, String engine, String precision, Optional<String> signer) {}
