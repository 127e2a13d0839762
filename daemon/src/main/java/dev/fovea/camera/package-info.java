/// Cameras that a clinic has tried out with a model: what was measured, and whether it holds for the model that
/// answers.
///
/// A network that judges the photographs it learned from well may judge another camera's badly, and nothing in its
/// answer shows it. [dev.fovea.camera.CameraFigures] holds answers against what a clinic knows of its own photographs,
/// [dev.fovea.camera.CameraProfile] is the outcome, and [dev.fovea.camera.CameraProfiles] keeps one file per camera and
/// model beside the photographs. Pure or immutable, but for that folder; any thread.
@NullMarked
package dev.fovea.camera;

import org.jspecify.annotations.NullMarked;
