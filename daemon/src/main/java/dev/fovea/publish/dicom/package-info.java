/// A finished exam as DICOM objects, for archives and viewers.
///
/// An [dev.fovea.publish.dicom.ObjectSource] makes the object of one kind out of a frozen report
/// ([dev.fovea.exams.Report]) and of the headers of the photographs that came by DICOM.
/// [dev.fovea.publish.dicom.DicomObjects] has one for each [dev.fovea.publish.dicom.Kind].
///
/// `Study` says whose they are and refuses what is not of one patient's study; `Modules` writes what all kinds have;
/// `MeasurementReport` is the tree of the structured reports. Source of every attribute and content item: DICOM PS3.3,
/// PS3.6 and PS3.16, by the sections that the classes name; what goes out is listed in docs/dicom.md.
@NullMarked
package dev.fovea.publish.dicom;

import org.jspecify.annotations.NullMarked;
