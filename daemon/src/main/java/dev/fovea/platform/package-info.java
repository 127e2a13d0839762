/// The machine's service manager: tells systemd when the daemon is ready, how it is, that it lives, and that it stops.
///
/// [dev.fovea.platform.Systemd] is the entry: it exists only in a process that systemd started with `Type=notify`. The
/// protocol is a datagram of lines to a socket that the environment names (`man sd_notify`); the JDK has no such
/// sockets, so [dev.fovea.platform.DatagramSocketFile] asks the C library. Thread-safe; nothing here waits or retries.
@NullMarked
package dev.fovea.platform;

import org.jspecify.annotations.NullMarked;
