package dev.fovea.cli;

import dev.fovea.cli.Diagnosis.Ill;
import dev.fovea.cli.Diagnosis.Note;
import dev.fovea.cli.Diagnosis.Well;
import dev.fovea.model.Sha256;
import dev.fovea.store.DataFolder;
import dev.fovea.store.Database;
import dev.fovea.store.StoreException;
import dev.fovea.store.StoreSettings;
import dev.fovea.store.StoreState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the doctor asks the data folder. No photograph, identity or answer is changed.
final class DataChecks {
    /// Photographs looked at when not all are wanted: a minute's work on a slow card.
    static final int SAMPLE_MAX = 200;

    private static final Pattern BLOB = Pattern.compile("[0-9a-f]{64}");

    private DataChecks() {}

    /// @param all every photograph instead of a sample
    static List<Diagnosis> of(Path root, boolean all) {
        DataFolder folder = new DataFolder(root);
        if (!Files.exists(folder.database()) && !Files.exists(folder.blobs())) {
            return List.of(new Well("data", root.toAbsolutePath() + " is fresh; the first start fills it"));
        }
        if (inUse(folder)) {
            return List.of(new Note(
                    "data",
                    "a daemon is using " + root + "; stop it to have the database and the photographs checked"));
        }
        return List.of(database(folder), photographs(folder, all));
    }

    private static boolean inUse(DataFolder folder) {
        if (!Files.exists(folder.lock())) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return true;
        } catch (IOException unreadable) {
            // The database's own check says it better.
            return false;
        }
    }

    private static Diagnosis database(DataFolder folder) {
        try (Database database = Database.open(folder, StoreSettings.DEFAULT)) {
            return switch (database.state()) {
                case StoreState.Ok _ -> new Well("data", "the database " + folder.database() + " is whole");
                case StoreState.ReadOnly readOnly -> new Ill("data", readOnly.reason(), readOnly.advice());
            };
        } catch (StoreException e) {
            return new Ill("data", String.valueOf(e.getMessage()), "Check the disk and the owner of the folder.");
        }
    }

    private static Diagnosis photographs(DataFolder folder, boolean all) {
        try {
            List<Path> blobs = blobs(folder);
            List<Path> chosen = all ? blobs : sample(blobs);
            List<Path> bad = new ArrayList<>();
            for (Path blob : chosen) {
                if (!hash(blob).hex().equals(String.valueOf(blob.getFileName()))) {
                    bad.add(blob);
                }
            }
            String looked = chosen.size() + " of " + blobs.size();
            return bad.isEmpty()
                    ? new Well("photographs", looked + " looked at, each as it was sent")
                    : new Ill(
                            "photographs",
                            bad.size() + " of " + looked + " are not what was sent: " + bad.getFirst(),
                            "The disk is failing: copy the folder away, replace the disk, look with --all.");
        } catch (IOException e) {
            return new Ill("photographs", "they cannot be read: " + e, "Check the disk.");
        }
    }

    private static List<Path> blobs(DataFolder folder) throws IOException {
        if (!Files.isDirectory(folder.blobs())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder.blobs(), 2)) {
            return files.filter(file ->
                            BLOB.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted()
                    .toList();
        }
    }

    /// Evenly over the shelves; names are hashes, so that is at random over time.
    private static List<Path> sample(List<Path> blobs) {
        if (blobs.size() <= SAMPLE_MAX) {
            return blobs;
        }
        List<Path> sample = new ArrayList<>();
        for (int i = 0; i < SAMPLE_MAX; i++) {
            sample.add(blobs.get((int) ((long) i * blobs.size() / SAMPLE_MAX)));
        }
        return sample;
    }

    static Sha256 hash(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
            stream.transferTo(OutputStream.nullOutputStream());
        }
        return Sha256.from(digest);
    }
}
