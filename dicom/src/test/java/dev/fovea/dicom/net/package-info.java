/// Tests of the DICOM listener: what senders propose, send and do wrong.
@NullMarked
package dev.fovea.dicom.net;

import org.jspecify.annotations.NullMarked;
