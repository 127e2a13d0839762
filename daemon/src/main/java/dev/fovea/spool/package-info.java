/// The only way in: bytes and identity made durable before anything is acknowledged.
@NullMarked
package dev.fovea.spool;

import org.jspecify.annotations.NullMarked;
