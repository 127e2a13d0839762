package dev.fovea.distill.data;

/// Samples that go through the network together.
///
/// @param images `views` times `count` times CHW: first every sample's first view, then every sample's second
/// @param count of the samples
/// @param views of each sample
/// @param labels one per sample
/// @param positions of the samples in the plan's list, one per sample
/// @param haze severity of the simulated clouding, in the order of the images
@SuppressWarnings("ArrayRecordComponent") // Handed on once, compared by nobody.
public record Batch(float[] images, int count, int views, int[] labels, int[] positions, double[] haze) {}
