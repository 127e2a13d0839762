package dev.fovea.spool;

import dev.fovea.image.ImageHeader;
import dev.fovea.model.MediaType;
import dev.fovea.model.Sha256;
import dev.fovea.spool.StageException.Reason;
import dev.fovea.store.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.UUID;
import java.util.function.LongSupplier;

/// Receives a body into a temporary file, hashing on the way and stopping at the first reason to.
final class Reception {
    private static final int CHUNK_SIZE = 128 << 10;

    private final DataFolder folder;
    private final Disk disk;
    private final long sizeMax;
    private final LongSupplier nanos;

    Reception(DataFolder folder, Disk disk, long sizeMax, LongSupplier nanos) {
        this.folder = folder;
        this.disk = disk;
        this.sizeMax = sizeMax;
        this.nanos = nanos;
    }

    /// @param kept whether the bytes are to be accepted; else they are only hashed and the file is never made, but
    ///     for a DICOM file, whose patient and eye stand in it
    Staged receive(InputStream body, boolean kept) throws StageException {
        long started = nanos.getAsLong();
        byte[] chunk = new byte[CHUNK_SIZE];
        int first = read(body, chunk, ImageHeader.SNIFFED_BYTES);
        MediaType mediaType = sniff(chunk, first);
        Path file = folder.incoming().resolve(UUID.randomUUID() + ".part");
        MessageDigest digest = Sha256.digest();
        try {
            long size = kept || mediaType == MediaType.DICOM
                    ? copy(body, chunk, first, disk.create(file), digest)
                    : copy(body, chunk, first, OutputStream.nullOutputStream(), digest);
            return new Staged(file, Sha256.from(digest), size, mediaType, started);
        } catch (StageException e) {
            delete(file);
            throw e;
        } catch (IOException e) {
            delete(file);
            throw new StageException(Reason.DISK_FULL, "the disk did not take the photograph: " + e.getMessage());
        }
    }

    private static MediaType sniff(byte[] chunk, int length) throws StageException {
        if (length == 0) {
            throw new StageException(Reason.EMPTY, "the body is empty");
        }
        return ImageHeader.sniff(ByteBuffer.wrap(chunk, 0, length).slice())
                .orElseThrow(() -> new StageException(
                        Reason.UNSUPPORTED_FORMAT,
                        "the body is not a JPEG, PNG, TIFF or DICOM picture by its first bytes"));
    }

    private long copy(InputStream body, byte[] chunk, int first, OutputStream file, MessageDigest digest)
            throws IOException, StageException {
        long size = 0;
        try (OutputStream out = file) {
            for (int length = first; length > 0; length = read(body, chunk, chunk.length)) {
                size += length;
                if (size > sizeMax) {
                    throw new StageException(Reason.TOO_LARGE, "the body is larger than " + sizeMax + " bytes");
                }
                digest.update(chunk, 0, length);
                out.write(chunk, 0, length);
            }
        }
        return size;
    }

    /// The sender's failures are told apart from the disk's here: both are IOExceptions.
    private static int read(InputStream body, byte[] chunk, int length) throws StageException {
        try {
            return body.readNBytes(chunk, 0, length);
        } catch (IOException e) {
            throw new StageException(Reason.INTERRUPTED, "the sender broke off: " + e.getMessage());
        }
    }

    void delete(Path file) {
        try {
            disk.delete(file);
        } catch (IOException leftForTheSweep) {
            // Temporary files are swept at the next start.
        }
    }
}
