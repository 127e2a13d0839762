package dev.fovea.results;

import dev.fovea.model.Capture;
import dev.fovea.model.Result;
import java.util.Optional;

/// A capture as it stands now.
///
/// @param capture what was accepted
/// @param state where it stands
/// @param result its answer; for a dead letter, the failure with its reason; absent exactly while it waits
public record CaptureView(Capture capture, State state, Optional<Result> result) {
    public CaptureView {
        if (result.isPresent() == (state == State.WAITING)) {
            throw new IllegalArgumentException("a capture has a result exactly when it does not wait: " + capture.id()
                    + " is " + state + (result.isPresent() ? " with" : " without") + " one");
        }
        if (result.isPresent() && !result.get().capture().equals(capture.id())) {
            throw new IllegalArgumentException(
                    "the result of " + result.get().capture() + " was given to " + capture.id());
        }
    }
}
