/// DICOM files: what a camera says about a photograph, and the photograph's exact pixels.
///
/// [dev.fovea.dicom.DicomFile] reads the header of a file where it lies, in a buffer, without copying the pixels.
/// [dev.fovea.dicom.Acquisition] is what the header says about patient, study and eye. [dev.fovea.dicom.Picture]
/// decides whether the pixels can be decoded exactly, and decodes them; [dev.fovea.dicom.DicomUnwrapper] hands
/// them to the image stage. What cannot be decoded exactly is refused by name ([dev.fovea.dicom.DicomException]):
/// a wrong pixel is worse than none.
///
/// The parsers are our own and bounded, like those of the other formats: no byte sequence makes them loop for long,
/// recurse deeply or allocate by what the file claims.
@NullMarked
package dev.fovea.dicom;

import org.jspecify.annotations.NullMarked;
