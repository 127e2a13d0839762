package dev.fovea.publish.dicom;

import dev.fovea.exams.Report;
import java.io.UncheckedIOException;

/// The object of one kind that a report becomes. Any thread.
@FunctionalInterface
public interface ObjectSource {
    /// The same report is the same object, under the same SOP Instance UID, each time.
    ///
    /// @throws UnfitReportException when no object can be made of this report, now or later, with the reason
    /// @throws UncheckedIOException when a file that it needs could not be read this time
    DicomObject of(Report report);
}
