package dev.fovea.image;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Opens files whose picture lies inside something larger: DICOM. The image stage knows them by their first bytes
/// and is given, by the composition root, somebody who opens them.
@FunctionalInterface
public interface Unwrapper {
    /// Nobody: such a file is unreadable.
    Unwrapper NONE = file -> Optional.empty();

    /// Any thread. Empty when the picture cannot be decoded exactly; never throws for bad bytes, and allocates
    /// nothing by what the file claims.
    ///
    /// @param file from position to limit; not changed
    Optional<Wrapped> open(ByteBuffer file);
}
