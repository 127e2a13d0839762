package dev.fovea.publish.dicom;

import dev.fovea.exams.Report;

/// A report as people look at it. The same report gives the same bytes.
///
/// Both throw [java.util.concurrent.RejectedExecutionException] when it is not this report's turn in time, and what
/// [ObjectSource#of] throws.
public interface Rendering {
    /// A whole PDF file.
    byte[] pdf(Report report);

    /// A baseline JPEG of 8 bits, grey or YCbCr: both eyes with their summary burnt in.
    byte[] jpeg(Report report);
}
