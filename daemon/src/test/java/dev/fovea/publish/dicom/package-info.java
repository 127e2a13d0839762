/// A finished exam as DICOM objects, read back with our own reader and with others'.
@NullMarked
package dev.fovea.publish.dicom;

import org.jspecify.annotations.NullMarked;
