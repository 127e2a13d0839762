package dev.fovea.distill.data;

/// One augmented picture.
///
/// @param planes CHW in RGB order, 0 to 1
/// @param haze the severity of the simulated clouding, 0 where there is none
@SuppressWarnings("ArrayRecordComponent") // Handed on once, compared by nobody.
public record View(float[] planes, double haze) {}
