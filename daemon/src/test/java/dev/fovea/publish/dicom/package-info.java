/// Tests of the objects that leave by DICOM, and of those who carry them.
@NullMarked
package dev.fovea.publish.dicom;

import org.jspecify.annotations.NullMarked;
