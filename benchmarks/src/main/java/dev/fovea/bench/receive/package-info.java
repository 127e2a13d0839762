/// Programs that receive photographs by DICOM, side by side: ours, and others that a clinic could have instead. Each is
/// a
/// child process on a folder and ports of its own.
@NullMarked
package dev.fovea.bench.receive;

import org.jspecify.annotations.NullMarked;
