package dev.fovea.publish.dicom;

import dev.fovea.dicom.net.StoreClient.Encoding;
import java.util.List;

/// An object as it is handed to an archive.
///
/// @param sopClass SOP Class UID
/// @param sopInstance SOP Instance UID, the same as in the data set
/// @param encodings without preamble and file meta information: the same object each time, and all of them the same
///     object; the first is preferred
public record DicomObject(String sopClass, String sopInstance, List<Encoding> encodings) {
    public DicomObject {
        encodings = List.copyOf(encodings);
    }

    /// UID of the preferred transfer syntax.
    String transferSyntax() {
        return encodings.getFirst().syntax();
    }

    /// In the preferred transfer syntax; made anew each time.
    byte[] dataSet() {
        return encodings.getFirst().dataSet().get();
    }
}
