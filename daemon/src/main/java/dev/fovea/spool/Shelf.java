package dev.fovea.spool;

import dev.fovea.model.CaptureId;
import dev.fovea.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What lies on one of the 256 shelves, by name. Files whose names are not ours are not seen.
///
/// @param indexed the hashes for which there is a side file whose capture the index knows
/// @param unindexed the other side files
/// @param nameless the hashes of photographs that have no side file at all
record Shelf(Set<String> indexed, List<Identity> unindexed, Set<String> nameless) {
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})(?:\\.([0-9a-f-]{36})\\.json)?");
    private static final int HASH = 64;
    private static final int ID = 36;
    private static final int SIDE_FILE = HASH + 1 + ID + 5;

    /// A side file by its name.
    record Identity(Path file, Sha256 content, CaptureId id) {
        /// Empty when it is not whole, or not what its name says.
        Optional<SideFile> read() throws IOException {
            return SideFile.parse(Files.readAllBytes(file))
                    .filter(side -> side.capture().id().equals(id))
                    .filter(side -> side.capture().content().equals(content));
        }
    }

    /// @param known the ids that the index knows
    static Shelf list(Path folder, Set<String> known) throws IOException {
        Shelf shelf = new Shelf(new HashSet<>(), new ArrayList<>(), new HashSet<>());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                // The usual case comes first and looks at the least: there may be hundreds of thousands.
                if (name.length() == SIDE_FILE && known.contains(name.substring(HASH + 1, HASH + 1 + ID))) {
                    shelf.indexed.add(name.substring(0, HASH));
                } else {
                    shelf.add(file, name);
                }
            }
        }
        shelf.nameless.removeAll(shelf.indexed);
        shelf.unindexed.forEach(
                identity -> shelf.nameless.remove(identity.content().hex()));
        return shelf;
    }

    private void add(Path file, String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return;
        }
        if (parts.group(2) == null) {
            nameless.add(name);
        } else {
            CaptureId.parse(parts.group(2))
                    .ifPresent(id -> unindexed.add(new Identity(file, new Sha256(parts.group(1)), id)));
        }
    }

    /// Whether a file's bytes are what its name says.
    static boolean isIntact(Path photograph, Sha256 content) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] chunk = new byte[128 << 10];
        try (InputStream in = Files.newInputStream(photograph)) {
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                digest.update(chunk, 0, length);
            }
        }
        return Sha256.from(digest).equals(content);
    }
}
