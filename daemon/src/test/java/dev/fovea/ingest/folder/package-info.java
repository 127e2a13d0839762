/// Tests of the watched folder.
@NullMarked
package dev.fovea.ingest.folder;

import org.jspecify.annotations.NullMarked;
