package dev.fovea.results;

import dev.fovea.model.CaptureId;
import java.util.List;
import java.util.Optional;

/// One page of captures, newest first.
///
/// @param captures at most the query's limit
/// @param next the cursor of the next page, absent on the last
public record Page(List<CaptureView> captures, Optional<CaptureId> next) {
    public Page {
        captures = List.copyOf(captures);
    }
}
