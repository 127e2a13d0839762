/// Tests of photographing with a camera: a program of the system plays the camera, before a real spool.
@NullMarked
package dev.fovea.ingest.camera;

import org.jspecify.annotations.NullMarked;
