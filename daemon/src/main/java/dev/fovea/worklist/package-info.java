/// Whom the clinic expects today: what a modality worklist says (DICOM, PS3.4 annex K), kept for days without a
/// network,
/// and what people enter by hand.
///
/// An exam that is begun from an item takes the item's Study Instance UID as its name, so that what goes back to the
/// archive lands in the study that was ordered. [dev.fovea.worklist.WorklistWatch] asks a
/// [dev.fovea.worklist.WorklistSource] every so often and gives the answer to [dev.fovea.worklist.Worklist], which
/// [dev.fovea.worklist.Sifting] says what to keep of it. Nothing here knows photographs but by their number.
@NullMarked
package dev.fovea.worklist;

import org.jspecify.annotations.NullMarked;
