package dev.fovea.publish.dicom;

import dev.fovea.model.CaptureId;
import dev.fovea.store.StoreException;
import java.nio.ByteBuffer;

/// Where the photographs lie that came by DICOM.
@FunctionalInterface
public interface Originals {
    /// The file as it was accepted; only its header is looked at.
    ///
    /// @throws StoreException when it is missing, cannot be read, or is not what was accepted
    ByteBuffer of(CaptureId capture);
}
