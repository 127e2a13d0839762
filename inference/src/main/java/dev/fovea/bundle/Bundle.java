package dev.fovea.bundle;

import java.nio.file.Path;

/// One model bundle, every file checked against its hash. Immutable.
public final class Bundle {
    private final Manifest manifest;

    Bundle(Manifest manifest) {
        this.manifest = manifest;
    }

    /// A folder or a zip.
    ///
    /// @throws BundleException with the reason, naming the file or key
    public static Bundle open(Path folderOrZip) {
        throw new UnsupportedOperationException(folderOrZip.toString());
    }

    public Manifest manifest() {
        return manifest;
    }
}
