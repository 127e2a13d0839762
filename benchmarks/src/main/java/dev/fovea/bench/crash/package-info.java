/// The proof that no accepted photograph is lost, answered twice or mixed up, whenever the process dies.
///
/// [dev.fovea.bench.crash.CrashHarness] runs a daemon as a child process, keeps uploading drawn eyes, kills it with
/// SIGKILL at random moments, start-up included, and starts it again on the same folder. [dev.fovea.bench.crash.Ledger]
/// notes what was sent, acknowledged and answered, as the outside world saw it; at the end
/// [dev.fovea.bench.crash.CrashChecker], a pure function, compares that with what the daemon shows. What each picture's
/// scores must be is computed beforehand, without a daemon. SIGKILL leaves the kernel alive: this shows what a dying
/// process does, not what a disk that lies about its syncs does.
@NullMarked
package dev.fovea.bench.crash;

import org.jspecify.annotations.NullMarked;
