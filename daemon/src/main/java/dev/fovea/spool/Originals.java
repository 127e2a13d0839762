package dev.fovea.spool;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.model.Capture;
import dev.fovea.model.Sha256;
import dev.fovea.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Reads photographs back. Bytes that this process did not write itself are hashed the first time: disks forget.
final class Originals {
    /// How many hashes are remembered as seen intact; a forgotten one is only checked again.
    private static final int TRUSTED_MAX = 4096;

    /// New buffers are a whole number of these, so that slightly larger photographs fit the next time.
    private static final int BUFFER_STEP = 1 << 20;

    private final Shelves shelves;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<Sha256, Boolean> trusted = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Sha256, Boolean> eldest) {
            return size() > TRUSTED_MAX;
        }
    };

    Originals(Shelves shelves) {
        this.shelves = shelves;
    }

    /// These bytes were hashed by this process while it wrote them.
    void trust(Sha256 content) {
        lock.lock();
        try {
            trusted.put(content, true);
        } finally {
            lock.unlock();
        }
    }

    private boolean isTrusted(Sha256 content) {
        lock.lock();
        try {
            return trusted.get(content) != null;
        } finally {
            lock.unlock();
        }
    }

    ByteBuffer map(Capture capture) {
        try (FileChannel file = open(capture)) {
            return verified(capture, file.map(MapMode.READ_ONLY, 0, capture.size()));
        } catch (IOException e) {
            throw unreadable(capture, e);
        }
    }

    ByteBuffer read(Capture capture, ByteBuffer reuse) {
        try (FileChannel file = open(capture)) {
            ByteBuffer bytes = room(capture.size(), reuse);
            while (bytes.hasRemaining()) {
                if (file.read(bytes) < 0) {
                    throw new WrongBytesException("it ends after " + bytes.position() + " bytes");
                }
            }
            return verified(capture, bytes.flip());
        } catch (IOException e) {
            throw unreadable(capture, e);
        }
    }

    /// The file was read and is not what was accepted.
    private static final class WrongBytesException extends IOException {
        private static final long serialVersionUID = 1;

        WrongBytesException(String message) {
            super(message);
        }
    }

    private static ByteBuffer room(long size, ByteBuffer reuse) {
        if (reuse.isDirect() && reuse.capacity() >= size) {
            return reuse.clear().limit(Math.toIntExact(size));
        }
        long steps = (size + BUFFER_STEP - 1) / BUFFER_STEP;
        return ByteBuffer.allocateDirect(Math.toIntExact(steps * BUFFER_STEP)).limit(Math.toIntExact(size));
    }

    private FileChannel open(Capture capture) throws IOException {
        Path path = shelves.photograph(capture.content());
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        if (file.size() != capture.size()) {
            long size = file.size();
            file.close();
            throw new WrongBytesException("it has " + size + " bytes and had " + capture.size());
        }
        return file;
    }

    private ByteBuffer verified(Capture capture, ByteBuffer bytes) throws WrongBytesException {
        if (!isTrusted(capture.content())) {
            MessageDigest digest = Sha256.digest();
            digest.update(bytes.duplicate());
            if (!Sha256.from(digest).equals(capture.content())) {
                throw new WrongBytesException("it is damaged: its bytes are not those that were accepted");
            }
            trust(capture.content());
        }
        return bytes;
    }

    /// Only a file that is missing or is not what was accepted is lost. Any other error may pass: a disk that was
    /// pulled, too many open files, an interrupt.
    private static StoreException unreadable(Capture capture, IOException e) {
        String reason = e instanceof NoSuchFileException ? "its file is missing" : e.getMessage();
        String sentence = "the photograph of capture " + capture.id() + " cannot be read: " + reason;
        return e instanceof NoSuchFileException || e instanceof WrongBytesException
                ? StoreException.lost(sentence, e)
                : new StoreException(sentence, e);
    }
}
