package dev.fovea.engine.tensorrt;

import java.nio.ByteBuffer;

/// What building made.
///
/// @param plan the engine's file
/// @param timings what was learned about kernels, for the next build; may be empty
/// @param precision what it was really built with
public record Build(ByteBuffer plan, ByteBuffer timings, Precision precision) {}
