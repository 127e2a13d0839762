/// The client against a server that misbehaves on purpose.
@NullMarked
package dev.fovea.bench.client;

import org.jspecify.annotations.NullMarked;
