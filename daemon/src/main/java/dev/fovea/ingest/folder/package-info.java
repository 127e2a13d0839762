/// Photographs that appear in a folder: what a camera or an archive writes there goes into the spool.
///
/// [dev.fovea.ingest.folder.WatchFolder] looks at it again and again, on a thread of its own;
/// [dev.fovea.ingest.folder.Stillness] decides which files are whole; [dev.fovea.ingest.folder.FolderDesk] hands
/// one to the spool and says what became of it.
@NullMarked
package dev.fovea.ingest.folder;

import org.jspecify.annotations.NullMarked;
