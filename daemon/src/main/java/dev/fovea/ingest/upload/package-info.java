/// Photographs that come by HTTP.
@NullMarked
package dev.fovea.ingest.upload;

import org.jspecify.annotations.NullMarked;
