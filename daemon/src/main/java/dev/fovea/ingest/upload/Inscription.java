package dev.fovea.ingest.upload;

import dev.fovea.spool.Staged;
import dev.fovea.spool.Submission;
import java.util.Set;

/// Reads from a file that names its patient and its eye itself whose it is: a DICOM file. Any thread.
@FunctionalInterface
public interface Inscription {
    /// @param said what the sender says beside the file
    /// @param given the names of the fields that the sender did give
    /// @return both in one
    /// @throws dev.fovea.http.Refusal when they contradict, or nothing can be answered to such a file
    Submission read(Staged staged, Submission said, Set<String> given);
}
