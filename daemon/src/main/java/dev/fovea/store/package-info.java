/// The data folder and the one SQLite database in it: opening it safely, and group commit.
///
/// Entry points: [dev.fovea.store.DataFolder] says what lies where, [dev.fovea.store.Database] opens, writes and
/// reads. The tables are in `schema-1.sql` and the next ones beside the classes; spool and results own their rows.
///
/// Threads: one platform thread writes ([dev.fovea.store.Writer]); callers block until their transaction is on the
/// disk. Readers run on the caller's thread with a connection of the pool.
///
/// Nothing here ever deletes or replaces a database that it did not make a moment before: what cannot be trusted is
/// opened read-only, and only [dev.fovea.store.ReplacementDatabase] moves it out of the way, when a person asks for
/// a rebuild.
@NullMarked
package dev.fovea.store;

import org.jspecify.annotations.NullMarked;
