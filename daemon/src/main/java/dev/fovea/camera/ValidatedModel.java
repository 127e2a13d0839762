package dev.fovea.camera;

import dev.fovea.model.Sha256;

/// The model that a camera was tried out with, to the bit.
///
/// @param task what it answers
/// @param name of the bundle
/// @param version of the bundle
/// @param manifest the SHA-256 of the bundle's manifest: the network, its operating points and all the rest
/// @param network the SHA-256 of the network file that ran
/// @param precision in which it ran
public record ValidatedModel(
        String task, String name, String version, Sha256 manifest, Sha256 network, String precision) {}
