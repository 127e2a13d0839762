package dev.fovea.worklist;

import java.time.Instant;
import java.util.Optional;

/// An item as it is kept.
///
/// @param id its number here, never given again
/// @param entered by a person; else the worklist said it
/// @param madeAt first heard of
/// @param doneAt when a person said that nothing more comes
/// @param photographs of this patient under this study
public record Expected(
        long id, Item item, boolean entered, Instant madeAt, Optional<Instant> doneAt, int photographs) {}
