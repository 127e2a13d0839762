package dev.fovea.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/// Gets a bundle's files into memory, whatever they are packed in. Nothing is ever written to disk, so a wicked
/// zip has nowhere to slip to; odd names are refused all the same. Counts and sizes are limited as they are read,
/// not as a header promises.
final class BundleFiles {
    static final String MANIFEST = "manifest.json";
    /// A relative path of plain segments, none of which starts with a dot.
    static final Pattern NAME =
            Pattern.compile("(?!.{201})[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    /// The most files in a bundle.
    static final int FILES_MAX = 100;
    /// The most bytes in a bundle, unpacked.
    static final long BYTES_MAX = 128L << 20;

    private final String where;
    private final Map<String, byte[]> files = new TreeMap<>();
    private long bytesLeft = BYTES_MAX;

    private BundleFiles(String where) {
        this.where = where;
    }

    static Map<String, byte[]> read(Path folderOrZip) {
        try {
            if (Files.isDirectory(folderOrZip)) {
                return readFolder(folderOrZip);
            }
            if (Files.isRegularFile(folderOrZip)) {
                return readZip(folderOrZip);
            }
        } catch (ZipException e) {
            throw new BundleException(folderOrZip + " is a broken zip: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BundleException(folderOrZip + " cannot be read: " + e, e);
        }
        throw new BundleException(folderOrZip + " is neither a folder nor a zip file");
    }

    /// A class-path folder cannot be listed, so the manifest says what to look for.
    static Map<String, byte[]> readClassPath(String folder) {
        BundleFiles into = new BundleFiles("class path " + folder);
        into.addResource(folder, MANIFEST);
        into.addResource(folder, ManifestSignature.FILE);
        byte[] manifest = into.files.get(MANIFEST);
        if (manifest != null) {
            ManifestReader.read(manifest).files().keySet().forEach(name -> into.addResource(folder, name));
        }
        return into.files;
    }

    /// One of them.
    static byte[] readClassPath(String folder, String name) {
        BundleFiles into = new BundleFiles("class path " + folder);
        into.addResource(folder, name);
        return Optional.ofNullable(into.files.get(name))
                .orElseThrow(() -> new BundleException(into.where + " has no " + name));
    }

    /// @param where for the message
    static byte[] manifest(String where, Map<String, byte[]> files) {
        byte[] json = files.get(MANIFEST);
        if (json == null) {
            throw new BundleException(where + " has no " + MANIFEST);
        }
        return json;
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new BundleException("a file's name must be a plain relative path, was \"" + name + "\"");
        }
    }

    private static Map<String, byte[]> readFolder(Path folder) throws IOException {
        BundleFiles into = new BundleFiles(folder.toString());
        List<Path> found = new ArrayList<>();
        // Bounded like the rest: a bundle's folder is shallow, and one that is not is not a bundle.
        try (Stream<Path> walk = Files.walk(folder, 4)) {
            walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .limit(FILES_MAX + 1L)
                    .forEach(found::add);
        }
        for (Path path : found) {
            String name = folder.relativize(path).toString().replace('\\', '/');
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new BundleException(folder + ": " + name + " is not a plain file");
            }
            try (InputStream stream = Files.newInputStream(path)) {
                into.add(name, stream);
            }
        }
        return into.files;
    }

    private static Map<String, byte[]> readZip(Path zip) throws IOException {
        BundleFiles into = new BundleFiles(zip.toString());
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream stream = new ZipInputStream(file)) {
            for (ZipEntry entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                if (!entry.isDirectory()) {
                    into.add(entry.getName(), stream);
                }
            }
        }
        if (into.files.isEmpty()) {
            throw new BundleException(zip + " is neither a folder nor a zip file with something in it");
        }
        return into.files;
    }

    private void addResource(String folder, String name) {
        try (InputStream stream = BundleFiles.class.getResourceAsStream(folder + "/" + name)) {
            if (stream != null) {
                add(name, stream);
            }
        } catch (IOException e) {
            throw new BundleException(where + ": " + name + " cannot be read: " + e, e);
        }
    }

    private void add(String name, InputStream stream) throws IOException {
        try {
            checkName(name);
        } catch (BundleException e) {
            throw new BundleException(where + ": " + e.getMessage(), e);
        }
        if (files.size() >= FILES_MAX) {
            throw new BundleException(where + " has more than " + FILES_MAX + " files");
        }
        if (files.put(name, bytes(stream)) != null) {
            throw new BundleException(where + " has " + name + " twice");
        }
    }

    private byte[] bytes(InputStream stream) throws IOException {
        byte[] content = stream.readNBytes((int) bytesLeft + 1);
        bytesLeft -= content.length;
        if (bytesLeft < 0) {
            throw new BundleException(where + " has more than " + BYTES_MAX + " bytes");
        }
        return content;
    }
}
