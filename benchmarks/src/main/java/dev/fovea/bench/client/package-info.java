/// A frugal HTTP client for measuring with, and the daemon's answers as values.
///
/// It speaks HTTP/1.1 over one kept-alive socket per [dev.fovea.bench.client.Connection], sends bodies from memory
/// without copying them together, and never repeats a request by itself: what a lost connection means is the caller's
/// business. A connection belongs to one thread at a time.
@NullMarked
package dev.fovea.bench.client;

import org.jspecify.annotations.NullMarked;
