package dev.fovea.camera;

import dev.fovea.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The folder of profiles, one file per camera and model. A file is looked up anew for every answer, so that a camera
/// validated beside a running daemon counts from its next photograph on; the small file costs nothing beside a
/// network's run. Whoever writes replaces the file as a whole. Thread-safe.
public final class CameraProfiles implements Cameras {
    /// Profiles that [#all] reads at the most.
    static final int PROFILES_MAX = 1000;

    private static final System.Logger LOG = System.getLogger(CameraProfiles.class.getName());
    /// A profile has some hundred bytes per class.
    private static final int BYTES_MAX = 1 << 20;
    /// Hexadecimal digits of each hash in a file's name; the profile itself holds camera and model in full.
    private static final int DIGITS = 16;

    private final Path folder;

    /// @param folder made when the first profile is stored
    public CameraProfiles(Path folder) {
        this.folder = folder;
    }

    /// A file in the folder.
    public sealed interface Found {
        record Whole(CameraProfile profile) implements Found {}

        /// Its camera counts as not validated.
        record Damaged(Path file, String reason) implements Found {}
    }

    @Override
    public Optional<Instant> validatedAt(String camera, Sha256 manifest, Sha256 network) {
        Path file = file(camera, manifest);
        // Most cameras have none: that is asked without an exception, this is the busiest path.
        if (!file.toFile().exists()) {
            return Optional.empty();
        }
        try {
            CameraProfile profile = read(file);
            boolean fits = profile.camera().equals(camera)
                    && profile.model().manifest().equals(manifest)
                    && profile.model().network().equals(network);
            return fits ? Optional.of(profile.validatedAt()) : Optional.empty();
        } catch (NoSuchFileException notValidated) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the camera profile " + file + " cannot be read and does not count",
                    e);
            return Optional.empty();
        }
    }

    /// Every profile, in the order of the files' names.
    ///
    /// @throws IOException when the folder cannot be listed
    public List<Found> all() throws IOException {
        List<Path> files = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : listed) {
                if (files.size() < PROFILES_MAX) {
                    files.add(file);
                }
            }
        }
        return files.stream().sorted().map(CameraProfiles::found).toList();
    }

    private static Found found(Path file) {
        try {
            return new Found.Whole(read(file));
        } catch (IOException e) {
            return new Found.Damaged(file, String.valueOf(e.getMessage()));
        }
    }

    /// Durable when it returns; an older profile of the same camera and model is replaced.
    ///
    /// @return the file
    /// @throws IOException when it cannot be written; the older profile then stays
    public Path store(CameraProfile profile) throws IOException {
        Files.createDirectories(folder);
        Path file = file(profile.camera(), profile.model().manifest());
        // Not a temporary file of the JDK's: only its owner could read it, and the daemon may be somebody else.
        Path fresh = folder.resolve(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        try {
            Files.write(fresh, ProfileDocument.write(profile));
            force(fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            force(folder);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return file;
    }

    private Path file(String camera, Sha256 manifest) {
        String name = Sha256.of(camera.getBytes(StandardCharsets.UTF_8)).hex().substring(0, DIGITS) + "-"
                + manifest.hex().substring(0, DIGITS);
        return folder.resolve(name + ".json");
    }

    private static CameraProfile read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new IOException(file + " has more than " + BYTES_MAX + " bytes");
            }
            return ProfileDocument.read(bytes);
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
