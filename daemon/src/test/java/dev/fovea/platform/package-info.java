/// What is said to systemd, over a real socket.
@NullMarked
package dev.fovea.platform;

import org.jspecify.annotations.NullMarked;
