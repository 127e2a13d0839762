package dev.fovea.dicom.net;

/// What the listener counts, where it happens. Called on the association's thread; must not block or throw.
public interface ListenerMetrics {
    ListenerMetrics NONE = new ListenerMetrics() {};

    /// A connection is over.
    default void ended(End end) {}

    /// An object was answered with this status.
    default void answered(Storage.Status status) {}

    /// Released as it should be; aborted by the sender; rejected for its titles or because there are too many; broken
    /// off, silent for too long, or not DICOM.
    enum End {
        RELEASED,
        ABORTED,
        REJECTED,
        BROKEN
    }
}
