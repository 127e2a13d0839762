package dev.fovea.distill.data;

import dev.fovea.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Hashes of files, or the name of the file that cannot be read.
final class Hashes {
    private Hashes() {}

    static Sha256 of(String name, Path file) {
        try {
            return Sha256.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new DataException("cannot read the picture " + name, e);
        }
    }
}
