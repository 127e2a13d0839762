package dev.fovea.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/// Signs a bundle that lies in a folder or a zip. Only `manifest.sig` is written; a signature that was there before is
/// replaced.
public final class BundleSigner {
    private BundleSigner() {}

    /// Opens the bundle first: what is not whole is not signed.
    ///
    /// @throws BundleException when it is not whole or cannot be written
    public static void sign(Path folderOrZip, SigningKey key) {
        Bundle.open(folderOrZip);
        Map<String, byte[]> files = new TreeMap<>(BundleFiles.read(folderOrZip));
        byte[] signature = key.sign(BundleFiles.manifest(folderOrZip.toString(), files));
        try {
            if (Files.isDirectory(folderOrZip)) {
                Path fresh = Files.write(folderOrZip.resolve(ManifestSignature.FILE + ".new"), signature);
                Files.move(fresh, folderOrZip.resolve(ManifestSignature.FILE), StandardCopyOption.ATOMIC_MOVE);
            } else {
                files.put(ManifestSignature.FILE, signature);
                Path fresh = folderOrZip.resolveSibling(folderOrZip.getFileName() + ".new");
                BundleWriter.writeZip(files, fresh);
                Files.move(fresh, folderOrZip, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new BundleException("writing the signature of " + folderOrZip + " failed: " + e, e);
        }
    }
}
