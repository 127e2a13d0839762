package dev.fovea.ingest.upload;

import dev.fovea.results.CaptureView;

/// Writes what the sender gets to read: the capture as every other route shows it.
@FunctionalInterface
public interface Receipt {
    /// @param duplicate whether it had been accepted before
    byte[] json(CaptureView view, boolean duplicate);
}
