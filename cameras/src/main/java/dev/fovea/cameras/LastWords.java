package dev.fovea.cameras;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/// The last lines a program said on its standard error, so that its end can be explained. Thread-safe.
final class LastWords {
    private static final int LINES_MAX = 20;
    private static final int LINE_MAX = 300;

    /// User and password in an address: programs repeat the address that they cannot open.
    private static final Pattern LOGIN = Pattern.compile("://[^/@\\s]*@");

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Deque<String> lines = new ArrayDeque<>();

    /// Reads until nothing more comes.
    void listen(InputStream said) {
        StringBuilder line = new StringBuilder();
        try (InputStream in = new BufferedInputStream(said)) {
            for (int value = in.read(); value >= 0; value = in.read()) {
                if (value == '\n' || value == '\r') {
                    keep(line);
                } else if (line.length() < LINE_MAX) {
                    line.append(new String(new byte[] {(byte) value}, StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException ended) {
            // The program is gone; what it said is kept.
        }
        keep(line);
    }

    private void keep(StringBuilder line) {
        String text = LOGIN.matcher(line)
                .replaceAll("://")
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        line.setLength(0);
        if (text.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            if (lines.size() == LINES_MAX) {
                lines.removeFirst();
            }
            lines.addLast(text);
        } finally {
            lock.unlock();
        }
    }

    List<String> lines() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }
}
