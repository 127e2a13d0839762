/// What leaves the box: finished exams' reports, each to every destination, however long that takes.
///
/// Entry point: [dev.fovea.outbox.Outbox]. Finishing an exam writes its deliveries in the transaction that writes
/// the report. A [dev.fovea.outbox.Round] per destination, one virtual thread each, takes what is due, has a
/// [dev.fovea.outbox.Courier] carry it, and writes what came of it. There is no last attempt: only a destination
/// that says that it will never take an object makes it a dead letter, which a person may send again.
///
/// What holds, and is tested under kills: each report has one delivery for each destination and kind; an object is
/// delivered when the destination said so, and never sent again after that was written; of one exam, a later
/// edition goes to a destination only after the earlier one came to an end there, and never the other way round. A
/// death between the destination's word and our writing sends the same object once more, so that couriers give
/// objects identities that follow from the report.
@NullMarked
package dev.fovea.outbox;

import org.jspecify.annotations.NullMarked;
