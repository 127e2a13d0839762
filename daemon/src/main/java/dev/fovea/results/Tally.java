package dev.fovea.results;

/// How many captures there ever were and where they stand, from one moment. The sum that must hold, counted
/// independently on both sides: accepted = answered + inFlight + deadLetter.
///
/// @param accepted ever
/// @param answered findings and ungradable
/// @param inFlight accepted and not answered yet
/// @param deadLetter waiting for a person
public record Tally(long accepted, long answered, long inFlight, long deadLetter) {}
