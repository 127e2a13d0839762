package dev.fovea.worklist;

import java.util.Optional;

/// What was ordered, as far as a technician needs it; each at most 128 characters.
///
/// @param accession the order's number, as its barcode says it
/// @param procedure what to do, in words
/// @param physician who is to do it
/// @param station the title of the camera it is planned for
public record Order(
        Optional<String> accession, Optional<String> procedure, Optional<String> physician, Optional<String> station) {
    /// Nothing is known of one.
    public static final Order NONE = new Order(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final int TEXT_MAX = 128;

    public Order {
        accession.ifPresent(text -> Wording.check("accession", text, TEXT_MAX));
        procedure.ifPresent(text -> Wording.check("procedure", text, TEXT_MAX));
        physician.ifPresent(text -> Wording.check("physician", text, TEXT_MAX));
        station.ifPresent(text -> Wording.check("station", text, TEXT_MAX));
    }
}
