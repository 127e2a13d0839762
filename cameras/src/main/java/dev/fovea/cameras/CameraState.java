package dev.fovea.cameras;

/// How a camera is.
public enum CameraState {
    /// Being connected to: no picture of this connection yet.
    CONNECTING,
    /// Pictures come.
    LIVE,
    /// It fell silent and is connected to again.
    STALLED,
    /// Its stream ended; it is left alone for a while.
    WAITING,
    /// It does not let itself be connected to; it is tried again.
    REFUSED,
    /// It wants another name or password; it is tried again.
    UNAUTHORISED
}
