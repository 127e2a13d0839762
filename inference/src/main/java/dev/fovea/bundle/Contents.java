package dev.fovea.bundle;

import dev.fovea.model.Sha256;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The files of an opened bundle. Thread-safe.
sealed interface Contents {
    /// @param name of a file that the manifest lists
    byte[] file(String name);

    /// All in memory, because a folder or zip may be gone or another one when a file is wanted again.
    record Kept(Map<String, byte[]> files) implements Contents {
        public Kept {
            files = Map.copyOf(files);
        }

        @Override
        public byte[] file(String name) {
            return Objects.requireNonNull(files.get(name), name);
        }
    }

    /// What is packed into this program can be read again, so its large files only stay while there is room: on a
    /// small box they are a fifth of the heap, and wanted again only when an engine is made anew.
    final class Packed implements Contents {
        private final Map<String, byte[]> small = new HashMap<>();
        private final Map<String, SoftReference<byte[]>> large = new ConcurrentHashMap<>();
        private final Map<String, Sha256> hashes;
        private final Function<String, byte[]> again;

        /// @param large the files that may go, with their hashes
        /// @param again reads a file from the same place
        Packed(Map<String, byte[]> files, Map<String, Sha256> large, Function<String, byte[]> again) {
            files.forEach((name, content) -> {
                if (large.containsKey(name)) {
                    this.large.put(name, new SoftReference<>(content));
                } else {
                    small.put(name, content);
                }
            });
            this.hashes = Map.copyOf(large);
            this.again = again;
        }

        @Override
        public byte[] file(String name) {
            SoftReference<byte[]> reference = large.get(name);
            if (reference == null) {
                return Objects.requireNonNull(small.get(name), name);
            }
            byte[] held = reference.get();
            if (held == null) {
                held = reread(name);
                large.put(name, new SoftReference<>(held));
            }
            return held;
        }

        /// What the JVM does when memory runs short. For tests.
        void forget() {
            large.values().forEach(SoftReference::clear);
        }

        /// An upgrade may have put another program in our place meanwhile.
        private byte[] reread(String name) {
            byte[] content = again.apply(name);
            if (!Sha256.of(content).equals(hashes.get(name))) {
                throw new BundleException(name + " of the built-in bundle has changed since the start; start again");
            }
            return content;
        }
    }
}
