package dev.fovea.publish.dicom;

import dev.fovea.exams.Report;
import dev.fovea.store.StoreException;

/// The object of one kind that a report becomes. Any thread.
@FunctionalInterface
public interface ObjectSource {
    /// The same report is the same object, under the same SOP Instance UID, each time.
    ///
    /// @throws UnfitReportException when no object can be made of this report, now or later, with the reason
    /// @throws StoreException when the report or a photograph that it needs could not be read; for good when it is
    ///     [lost][StoreException#lost()]
    /// @throws java.util.concurrent.RejectedExecutionException when others are made for too long
    DicomObject of(Report report);
}
