package dev.fovea.cli;

import dev.fovea.image.ImageHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// The files a person named, and those in the folders a person named.
///
/// @param files to grade: named files as named, whatever they are; of folders the pictures, told by content, sorted
/// @param skipped files in folders that are no pictures or cannot be read
record Pictures(List<Path> files, int skipped) {
    /// Folders within folders, at most.
    static final int DEPTH_MAX = 16;

    /// Files, at most.
    static final int FILES_MAX = 1_000_000;

    Pictures {
        files = List.copyOf(files);
    }

    /// @throws IllegalArgumentException when a path does not exist or there are too many files
    static Pictures under(List<Path> named) {
        List<Path> files = new ArrayList<>();
        int skipped = 0;
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                Folder folder = Folder.walk(path);
                files.addAll(folder.pictures.stream().sorted().toList());
                skipped += folder.skipped;
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw new IllegalArgumentException("there is no file or folder " + path);
            }
        }
        return new Pictures(files, skipped);
    }

    /// One walk; links inside a folder are not followed, so it ends.
    private static final class Folder extends SimpleFileVisitor<Path> {
        private final List<Path> pictures = new ArrayList<>();
        private final Path named;
        private final Path real;
        private int skipped;

        private Folder(Path named, Path real) {
            this.named = named;
            this.real = real;
        }

        static Folder walk(Path named) {
            try {
                // A link that a person named is meant, hence the real path; those found inside are not followed.
                Folder folder = new Folder(named, named.toRealPath());
                Files.walkFileTree(folder.real, EnumSet.noneOf(FileVisitOption.class), DEPTH_MAX, folder);
                return folder;
            } catch (IOException e) {
                throw new IllegalArgumentException("the folder " + named + " cannot be read: " + e, e);
            }
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && isPicture(file)) {
                pictures.add(named.resolve(real.relativize(file)));
            } else {
                skipped++;
            }
            if (pictures.size() > FILES_MAX) {
                throw new IllegalArgumentException("more than " + FILES_MAX + " pictures: name fewer folders at once");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            skipped++;
            return FileVisitResult.CONTINUE;
        }

        private static boolean isPicture(Path file) {
            try (InputStream stream = Files.newInputStream(file)) {
                return ImageHeader.sniff(ByteBuffer.wrap(stream.readNBytes(ImageHeader.SNIFFED_BYTES)))
                        .isPresent();
            } catch (IOException unreadable) {
                return false;
            }
        }
    }
}
