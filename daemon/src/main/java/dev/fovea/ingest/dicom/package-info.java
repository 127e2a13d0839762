/// Photographs that come by DICOM: what the listener receives goes into the spool, as the file it was received as.
///
/// [dev.fovea.ingest.dicom.DicomIntake] puts file meta information before the data set and streams both into the
/// spool's temporary file, reads the header back from there, refuses what no answer can be given for, and reports
/// success only when the spool has made it durable. All on the association's virtual thread.
@NullMarked
package dev.fovea.ingest.dicom;

import org.jspecify.annotations.NullMarked;
