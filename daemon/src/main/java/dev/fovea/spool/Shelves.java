package dev.fovea.spool;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Sha256;
import dev.fovea.store.DataFolder;
import dev.fovea.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where photographs lie: 256 folders by the first byte of the hash, all made at once so that no acceptance ever
/// has to make one. Puts photographs there so that a name is only ever seen with all of its bytes.
final class Shelves {
    private static final int COUNT = 256;

    private final DataFolder folder;
    private final Disk disk;

    Shelves(DataFolder folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /// Makes what is missing, and makes it last.
    void prepare() {
        try {
            Files.createDirectories(folder.incoming());
            for (int i = 0; i < COUNT; i++) {
                Files.createDirectories(shelf(i));
            }
            disk.force(folder.blobs());
            disk.force(folder.root());
        } catch (IOException e) {
            throw new StoreException("the data folder " + folder.root() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private Path shelf(int index) {
        return folder.blobs().resolve(String.format("%02x", index));
    }

    /// Those that exist.
    List<Path> all() throws IOException {
        if (!Files.isDirectory(folder.blobs())) {
            return List.of();
        }
        List<Path> shelves = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder.blobs(), Files::isDirectory)) {
            children.forEach(shelves::add);
        }
        return shelves;
    }

    private Path shelf(Sha256 content) {
        return folder.blobs().resolve(content.hex().substring(0, 2));
    }

    Path photograph(Sha256 content) {
        return shelf(content).resolve(content.hex());
    }

    Path sideFile(Sha256 content, CaptureId id) {
        return shelf(content).resolve(content.hex() + "." + id + ".json");
    }

    /// Puts a photograph and its side file in place. When it returns, both survive a power cut. The photograph gets
    /// its name before the side file, so a side file's name promises a whole photograph.
    void put(Staged staged, SideFile sideFile) throws IOException {
        Capture capture = sideFile.capture();
        Path draft = folder.incoming().resolve(capture.id() + ".json");
        try (OutputStream out = disk.create(draft)) {
            out.write(sideFile.toBytes());
        }
        disk.force(draft);
        disk.force(staged.file());
        disk.move(staged.file(), photograph(capture.content()));
        disk.move(draft, sideFile(capture.content(), capture.id()));
        disk.force(shelf(capture.content()));
    }

    /// Takes back an identity that was certainly not accepted. The photograph stays: it may be another capture's
    /// too, and the next sweep knows.
    void takeBack(Capture capture) {
        try {
            disk.delete(folder.incoming().resolve(capture.id() + ".json"));
            Path sideFile = sideFile(capture.content(), capture.id());
            if (Files.exists(sideFile)) {
                disk.delete(sideFile);
                disk.force(shelf(capture.content()));
            }
        } catch (IOException leftForTheSweep) {
            // The next start finds it; it is a whole photograph with its identity, so nothing wrong can come of it.
        }
    }
}
