/// The only way in: bytes and identity made durable before anything is acknowledged.
///
/// Entry point: [dev.fovea.spool.Spool]. A body is received ([dev.fovea.spool.Reception]) into a temporary file,
/// judged ([dev.fovea.spool.Precedent]: taken before? [dev.fovea.spool.AdmissionRules]: room for it?), put on its
/// shelf ([dev.fovea.spool.Shelves]) and committed. [dev.fovea.spool.Sweep] puts the folder in order at a start,
/// [dev.fovea.spool.SpoolRebuild] makes a new index from the photographs, [dev.fovea.spool.InFlight] finds the
/// picture that killed the process.
///
/// Threads: everything is called on the caller's thread, best a virtual one; the database's one writer decides
/// races. Every change to the disk goes through [dev.fovea.spool.Disk], so that the tests can let each one fail.
///
/// Durable order, and so what a crash can leave behind: see [dev.fovea.spool.Spool] and [dev.fovea.spool.Sweep].
@NullMarked
package dev.fovea.spool;

import org.jspecify.annotations.NullMarked;
