/// Cameras that are asked for pictures: a stream over HTTP, or a program that writes pictures to a pipe.
///
/// [dev.fovea.cameras.CameraSet] holds them all. A [dev.fovea.cameras.Camera] owns one thread that connects, reads
/// and keeps the newest picture; its [dev.fovea.cameras.Watchdog] decides when it connects again and for how long it
/// rests. A [dev.fovea.cameras.Feed] is one connection, and says of each piece that comes whether it is a whole JPEG:
/// [dev.fovea.cameras.JpegWalk] looks, and no half picture goes further. What a camera sends is kept as it sent it.
@NullMarked
package dev.fovea.cameras;

import org.jspecify.annotations.NullMarked;
