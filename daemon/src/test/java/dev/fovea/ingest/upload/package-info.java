/// The upload door on a real server over loopback, with a spool in memory.
@NullMarked
package dev.fovea.ingest.upload;

import org.jspecify.annotations.NullMarked;
