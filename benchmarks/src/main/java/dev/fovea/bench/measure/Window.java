package dev.fovea.bench.measure;

/// One measuring window of a load run.
///
/// @param throughput answers per second that ended in this window
/// @param latency of those answers
public record Window(double throughput, Percentiles latency) {}
