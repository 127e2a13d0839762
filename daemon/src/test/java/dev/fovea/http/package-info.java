/// The shared HTTP machinery on a real server over loopback.
@NullMarked
package dev.fovea.http;

import org.jspecify.annotations.NullMarked;
