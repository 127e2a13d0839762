package dev.fovea.spool;

/// What the sweep at a start found.
///
/// @param orderly the last stop was orderly, so the shelves were not looked at
/// @param temporary half-received files that were deleted
/// @param adopted whole photographs with their identity that lacked only their row, and have it now
/// @param aside files that cannot be trusted, moved to `aside` for a person
/// @param unreadable files that could not be looked at, left where they are
public record SweepReport(boolean orderly, int temporary, int adopted, int aside, int unreadable) {
    static final SweepReport NOTHING = new SweepReport(false, 0, 0, 0, 0);
}
