package dev.fovea.trtbuild;

import dev.fovea.engine.tensorrt.Precision;
import dev.fovea.model.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// An engine with the words for whom it is. TensorRT must never see the file of another GPU or version, or a
/// damaged
/// one: it may end the process. So a file is text, a line for each part of its key, then the plan:
///
/// ```
/// FOVEA-ENGINE 1
/// network 9f86d0...
/// ...
/// built fp16
/// sha256 60303a...
/// bytes 11534336
/// (an empty line, then so many bytes)
/// ```
public final class EngineFile {
    private static final String MAGIC = "FOVEA-ENGINE 1";
    private static final int HEADER_BYTES_MAX = 4096;

    /// No student's engine comes near it, and no more of Java's direct memory may go for one; a file that claims
    /// more is damaged.
    private static final long PLAN_BYTES_MAX = 64L << 20;

    private EngineFile() {}

    /// What was found where an engine should be.
    public sealed interface Found {
        /// @param plan direct
        /// @param built what it computes with: where a GPU has no fast half floats, `fp32` for `fp16`
        record Sound(ByteBuffer plan, Precision built) implements Found {}

        record Missing() implements Found {}

        /// Of another GPU, version, network or setting, or damaged.
        record Unsound(String reason) implements Found {}
    }

    /// Writes a new file and syncs it.
    ///
    /// @throws IOException as when the disk is full; what was written is then worth nothing
    static void write(Path file, EngineKey key, Precision built, ByteBuffer plan) throws IOException {
        List<String> lines = new ArrayList<>(List.of(MAGIC));
        lines.addAll(key.lines());
        lines.add("built " + built.word());
        lines.add("sha256 " + hash(plan).hex());
        lines.add("bytes " + plan.remaining());
        ByteBuffer header = StandardCharsets.UTF_8.encode(String.join("\n", lines) + "\n\n");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (ByteBuffer part : List.of(header, plan.duplicate())) {
                while (part.hasRemaining()) {
                    channel.write(part);
                }
            }
            channel.force(true);
        }
    }

    /// Reads a file for who has this key; nothing of it is believed before its hash is right.
    public static Found read(Path file, EngineKey key) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Header header = header(channel);
            for (String line : key.lines()) {
                String name = line.substring(0, line.indexOf(' '));
                String found = header.value(name);
                if (!line.equals(name + " " + found)) {
                    return new Found.Unsound(
                            "it is for " + name + " " + found + ", not " + line.substring(name.length() + 1));
                }
            }
            long size = Long.parseLong(header.value("bytes"));
            if (size < 1 || size > PLAN_BYTES_MAX || channel.size() != header.length() + size) {
                return new Found.Unsound("it has " + (channel.size() - header.length()) + " bytes instead of " + size);
            }
            ByteBuffer plan = ByteBuffer.allocateDirect((int) size);
            while (plan.hasRemaining() && channel.read(plan, header.length() + plan.position()) > 0) {}
            plan.flip();
            return hash(plan).hex().equals(header.value("sha256"))
                    ? new Found.Sound(plan, Precision.of(header.value("built")))
                    : new Found.Unsound("its bytes are not those that were written");
        } catch (NoSuchFileException e) {
            return new Found.Missing();
        } catch (IOException | IllegalArgumentException e) {
            return new Found.Unsound("it cannot be read: " + e.getMessage());
        }
    }

    /// Gives a finished file its name, for good.
    static void publish(Path finished, Path name) throws IOException {
        Files.move(finished, name, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(name.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private record Header(List<String> lines, long length) {
        String value(String name) {
            return lines.stream()
                    .filter(line -> line.startsWith(name + " "))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("its head has no " + name));
        }
    }

    private static Header header(FileChannel channel) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(HEADER_BYTES_MAX);
        while (start.hasRemaining() && channel.read(start, start.position()) > 0) {}
        String text = new String(start.array(), 0, start.position(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n\n");
        if (!text.startsWith(MAGIC + "\n") || end < 0) {
            throw new IllegalArgumentException("it is no engine of this program");
        }
        return new Header(text.substring(0, end).lines().toList(), end + 2L);
    }

    /// Of what is in a buffer, without a copy of it in the heap.
    private static Sha256 hash(ByteBuffer buffer) {
        MessageDigest digest = Sha256.digest();
        digest.update(buffer.duplicate());
        return Sha256.from(digest);
    }
}
