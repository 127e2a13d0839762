package dev.fovea.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.model.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes a bundle from a draft: a folder with everything a bundle has, whose manifest lacks only the hashes.
///
/// From a shell: `java -cp ... dev.fovea.bundle.BundleWriter DRAFT TARGET`, where TARGET is a new folder, or a file
/// ending in `.zip`. Silent when all is well.
public final class BundleWriter {
    /// A zip's earliest date: the same draft gives the same zip, whenever it is made.
    private static final long ZIP_EPOCH = 315_532_800_000L;

    private BundleWriter() {}

    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("usage: BundleWriter DRAFT-FOLDER TARGET-FOLDER-OR-ZIP");
        }
        write(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    /// Adds the hashes, writes the bundle, and opens it to be sure.
    ///
    /// @return the bundle as it now lies in `target`
    /// @throws BundleException when the draft is not whole, or `target` is already there or cannot be written
    public static Bundle write(Path draft, Path target) {
        Map<String, byte[]> files = new TreeMap<>(BundleFiles.read(draft));
        byte[] json = BundleFiles.manifest(draft.toString(), files);
        files.remove(BundleFiles.MANIFEST);
        if (files.containsKey(ManifestSignature.FILE)) {
            throw new BundleException(ManifestSignature.FILE + " must be left out of a draft; sign the bundle instead");
        }
        files.put(BundleFiles.MANIFEST, withHashes(json, files));
        if (Files.exists(target)) {
            throw new BundleException(target + " is already there; a bundle is never changed in place");
        }
        try {
            if (target.toString().endsWith(".zip")) {
                writeZip(files, target);
            } else {
                writeFolder(files, target);
            }
        } catch (IOException e) {
            throw new BundleException("writing " + target + " failed: " + e, e);
        }
        return Bundle.open(target);
    }

    private static byte[] withHashes(byte[] json, Map<String, byte[]> files) {
        JsonNode tree = Json.read(BundleFiles.MANIFEST, json);
        if (!(tree instanceof ObjectNode manifest)) {
            throw new BundleException(BundleFiles.MANIFEST + " must be an object");
        }
        if (manifest.has("files")) {
            throw new BundleException(BundleFiles.MANIFEST + ": files must be left out of a draft");
        }
        ObjectNode hashes = manifest.putObject("files");
        files.forEach((name, content) -> hashes.put(name, Sha256.of(content).hex()));
        byte[] whole = Json.write(manifest);
        // What is wrong with it is said before anything is written.
        ManifestReader.read(whole);
        return whole;
    }

    private static void writeFolder(Map<String, byte[]> files, Path target) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = target.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    static void writeZip(Map<String, byte[]> files, Path target) throws IOException {
        try (OutputStream stream = Files.newOutputStream(target);
                ZipOutputStream zip = new ZipOutputStream(stream)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(ZIP_EPOCH);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
    }
}
