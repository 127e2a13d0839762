/// Tests of what becomes of photographs that come by DICOM.
@NullMarked
package dev.fovea.ingest.dicom;

import org.jspecify.annotations.NullMarked;
