package dev.fovea.statistics;

import dev.fovea.model.Laterality;
import java.time.Instant;
import java.util.Optional;

/// An accepted photograph, as far as figures ask.
///
/// @param exam the visit it belongs to
/// @param eye which eye
/// @param task the model that answers
/// @param camera where it came from
/// @param operator who pressed the button
/// @param arrivedAt when it was accepted
/// @param fate what became of it
record Photograph(
        String exam,
        Laterality eye,
        String task,
        String camera,
        Optional<String> operator,
        Instant arrivedAt,
        Fate fate) {}
