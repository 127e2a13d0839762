/// Tests of the DICOM reader and of its decoder table.
@NullMarked
package dev.fovea.dicom;

import org.jspecify.annotations.NullMarked;
