/// A finished exam as DICOM objects, for archives and viewers.
///
/// An [dev.fovea.publish.dicom.ObjectSource] makes the object of one kind out of a frozen report
/// ([dev.fovea.exams.Report]) and of the headers of the photographs that came by DICOM.
@NullMarked
package dev.fovea.publish.dicom;

import org.jspecify.annotations.NullMarked;
