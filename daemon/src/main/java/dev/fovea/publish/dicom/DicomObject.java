package dev.fovea.publish.dicom;

/// An object as it is handed to an archive.
///
/// @param sopClass SOP Class UID
/// @param sopInstance SOP Instance UID, the same as in the data set
/// @param transferSyntax UID of the transfer syntax in which `dataSet` is encoded
/// @param dataSet without preamble and file meta information
@SuppressWarnings("ArrayRecordComponent") // Sent on; compared by nobody.
public record DicomObject(String sopClass, String sopInstance, String transferSyntax, byte[] dataSet) {}
