package dev.fovea.publish.dicom;

import dev.fovea.exams.Report;
import dev.fovea.store.StoreException;

/// The object of one kind that a report becomes. Any thread.
@FunctionalInterface
public interface ObjectSource {
    /// The same report is the same object, under the same SOP Instance UID, each time.
    ///
    /// @throws UnfitReportException when no object can be made of this report, now or later, with the reason
    /// @throws StoreException when a photograph whose header it needs could not be read; for good when it is
    ///     [lost][StoreException#lost()]
    DicomObject of(Report report);
}
