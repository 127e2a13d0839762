/// Photographs taken with a camera that the box is connected to (module `cameras`).
///
/// [dev.fovea.ingest.camera.CameraRoutes] shows how the cameras are, takes a photograph when a person asks for it, and
/// streams a preview through [dev.fovea.ingest.camera.Viewers]. [dev.fovea.ingest.camera.Shutter] chooses the picture
/// and hands
/// it to the spool like any upload. [dev.fovea.ingest.camera.SelfTimer] photographs by itself, once armed, when
/// [dev.fovea.ingest.camera.HoldStill] says that the eye does. The camera profiles that answers name are another
/// matter: package `camera`.
@NullMarked
package dev.fovea.ingest.camera;

import org.jspecify.annotations.NullMarked;
