/// The composition root: knows all, known by none but the command line.
///
/// [dev.fovea.app.Daemon#start] builds the system from the inside out, so that nothing can be reached before what it
/// needs is running; [dev.fovea.app.DaemonConfig] is everything that can be set. Start reading at `Daemon.start`.
@NullMarked
package dev.fovea.app;

import org.jspecify.annotations.NullMarked;
