package dev.fovea.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where everything durable lies.
///
/// ```
/// fovea.db (-wal, -shm)          the index and the answers
/// blobs/ab/<sha256>              a photograph's bytes exactly as sent: sha256sum verifies them
/// blobs/ab/<sha256>.<id>.json    whose eye it is, one per capture, so that the index can be rebuilt
/// incoming/                      bytes on their way in; swept at start
/// aside/                         what could not be trusted, for a person; never deleted by Fovea
/// cameras/                       which cameras were tried out with which model
/// in-native                      which captures are in native code right now
/// fovea.lock                     held by the one process that uses the folder
/// clean                          present after an orderly stop
/// ```
///
/// @param root the folder itself
public record DataFolder(Path root) {
    public Path database() {
        return root.resolve("fovea.db");
    }

    public Path blobs() {
        return root.resolve("blobs");
    }

    public Path incoming() {
        return root.resolve("incoming");
    }

    public Path aside() {
        return root.resolve("aside");
    }

    public Path cameras() {
        return root.resolve("cameras");
    }

    /// Engines made for this machine's GPU. They can be deleted at any time and are made again.
    public Path engines() {
        return root.resolve("engines");
    }

    public Path inNative() {
        return root.resolve("in-native");
    }

    public Path lock() {
        return root.resolve("fovea.lock");
    }

    public Path clean() {
        return root.resolve("clean");
    }

    /// Whether a photograph was ever stored here.
    public boolean holdsPhotographs() {
        if (!Files.isDirectory(blobs())) {
            return false;
        }
        try (DirectoryStream<Path> shelves = Files.newDirectoryStream(blobs(), Files::isDirectory)) {
            for (Path shelf : shelves) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(shelf)) {
                    if (files.iterator().hasNext()) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + blobs(), e);
        }
    }
}
