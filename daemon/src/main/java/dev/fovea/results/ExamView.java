package dev.fovea.results;

import java.util.List;
import java.util.Optional;

/// One patient's visit as it stands now.
///
/// @param exam its name
/// @param patient the clinic's key, from the first capture that carries one
/// @param captures all of them, newest first, retaken ones included
/// @param outcome what they say together
public record ExamView(String exam, Optional<String> patient, List<CaptureView> captures, ExamOutcome outcome) {
    public ExamView {
        captures = List.copyOf(captures);
    }
}
