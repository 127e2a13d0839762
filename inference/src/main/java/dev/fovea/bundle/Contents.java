package dev.fovea.bundle;

import dev.fovea.model.Sha256;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The files of an opened bundle. Thread-safe.
sealed interface Contents {
    /// @param name of a file that the manifest lists
    byte[] file(String name);

    /// Lets large files go that can be read again. They are, whenever they are wanted.
    void release();

    /// All in memory, because a folder or zip may be gone or another one when a file is wanted again.
    record Kept(Map<String, byte[]> files) implements Contents {
        public Kept {
            files = Map.copyOf(files);
        }

        @Override
        public byte[] file(String name) {
            return Objects.requireNonNull(files.get(name), name);
        }

        @Override
        public void release() {}
    }

    /// What is packed into this program can be read again, so its large files go once they are loaded: they would be a
    /// fifth of the heap, wanted only when an engine is made anew.
    final class Packed implements Contents {
        private final Map<String, byte[]> held;
        private final Map<String, Sha256> large;
        private final Function<String, byte[]> again;

        /// @param large the files that may go, with their hashes
        /// @param again reads a file from the same place
        Packed(Map<String, byte[]> files, Map<String, Sha256> large, Function<String, byte[]> again) {
            this.held = new ConcurrentHashMap<>(files);
            this.large = Map.copyOf(large);
            this.again = again;
        }

        @Override
        public byte[] file(String name) {
            byte[] content = held.get(name);
            return content != null ? content : reread(name, Objects.requireNonNull(large.get(name), name));
        }

        @Override
        public void release() {
            held.keySet().removeAll(large.keySet());
        }

        /// An upgrade may have put another program in our place meanwhile.
        private byte[] reread(String name, Sha256 hash) {
            byte[] content = again.apply(name);
            if (!Sha256.of(content).equals(hash)) {
                throw new BundleException(name + " of the built-in bundle has changed since the start; start again");
            }
            return content;
        }
    }
}
