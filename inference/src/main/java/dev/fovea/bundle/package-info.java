/// Model bundles: a network with everything needed to use it rightly, checked before it may answer.
///
/// A bundle is a folder, a zip, or a folder on the class path, with `manifest.json` and the files it lists:
///
/// | file | what |
/// |---|---|
/// | `manifest.json` | format 1: task, classes, input and output rules, operating points, hashes (see [Manifest]) |
/// | `manifest.sig` | who signed the manifest's bytes, and with its hashes all the rest (see [Trust]) |
/// | `*.onnx` | the network in one or more precisions |
/// | `golden/*` | pictures and the answers they must get, computed by an independent program |
/// | the model card | what the model is worth and on whose pictures it learned, for a person |
///
/// [dev.fovea.bundle.Bundle#open] reads and checks it: an unknown key, a wrong hash, a file too many or too few is
/// refused with a [dev.fovea.bundle.BundleException] that names it. [dev.fovea.bundle.BundleCheck#admit] then runs the
/// golden pictures through the real image stage and engine. [dev.fovea.bundle.Calibration] turns the network's numbers
/// into probabilities and a verdict. [dev.fovea.bundle.BundleWriter] makes bundles,
/// [dev.fovea.bundle.BundleSigner] signs them with a [dev.fovea.bundle.SigningKey].
///
/// Two parts of the manifest are optional and say what the model does not know:
///
/// - `classes[].band`, of a finding: `{"low": 0.12, "high": 0.61}` around its threshold. Below low at most 2 %
///   of sick validation eyes lie, above high at most 2 % of the others. From low up to the threshold the verdict is
///   *uncertain* instead of *no sign*; from the threshold on it is *refer* all the same.
/// - `outputs.distance`: the name of a third output of the network, float32 [N], 0 and up: how unlike
///   the training pictures the picture is, in whatever unit the model measures it. Each golden answer then carries
///   a `distance` too.
/// - `outOfDistribution`, there exactly when `outputs.distance` is: `{"threshold": 3.2, "basis": "how it was
///   chosen"}`. From that distance on a photograph is unlike those the model learned from: *no sign* becomes
///   *uncertain*, *refer* stays and is marked.
///
/// Everything here is immutable or pure; nothing holds a lock. The names of classes (diseases) exist in bundles only.
@NullMarked
package dev.fovea.bundle;

import org.jspecify.annotations.NullMarked;
