package dev.fovea.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Whose signature makes a bundle believable. Immutable.
///
/// A bundle that is not signed is refused unless that is allowed. A signature that does not fit, or that nobody here
/// can
/// check, is refused even then: it says that something is wrong, which no signature does not say.
public final class Trust {
    /// The most keys of a clinic.
    static final int KEYS_MAX = 64;

    private static final String BUILT_IN = "trusted-keys.txt";

    private final Map<String, PublicKeyLine> keys;
    private final boolean unsignedAllowed;

    private Trust(Map<String, PublicKeyLine> keys, boolean unsignedAllowed) {
        this.keys = Collections.unmodifiableMap(keys);
        this.unsignedAllowed = unsignedAllowed;
    }

    /// The keys that came with this program, and no others.
    public static Trust builtIn() {
        try (InputStream stream = Trust.class.getResourceAsStream(BUILT_IN)) {
            String text = stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            Trust trust = new Trust(new TreeMap<>(), false);
            for (String line : text.lines().toList()) {
                trust = trust.with(PublicKeyLine.parse("the built-in " + BUILT_IN, line));
            }
            return trust;
        } catch (IOException e) {
            throw new BundleException("the built-in keys cannot be read: " + e, e);
        }
    }

    /// These keys and those of a folder: one key per file, `*.pub`; other files are left alone.
    ///
    /// @throws BundleException naming the file at fault
    public Trust with(Path folder) {
        Trust trust = this;
        for (Path file : keyFiles(folder)) {
            trust = trust.with(PublicKeyLine.parse(file.toString(), read(file)));
        }
        return trust;
    }

    /// The same keys, and bundles that nobody signed.
    public Trust allowingUnsigned() {
        return new Trust(keys, true);
    }

    private Trust with(PublicKeyLine key) {
        PublicKeyLine known = keys.get(key.id());
        if (known != null && !known.equals(key)) {
            throw new BundleException("two different keys are called " + key.id() + "; a trusted key needs its own id");
        }
        Map<String, PublicKeyLine> more = new TreeMap<>(keys);
        more.put(key.id(), key);
        return new Trust(more, unsignedAllowed);
    }

    /// The id of the key that signed a manifest; empty when nobody did and that is allowed.
    ///
    /// @param files of the bundle, the signature among them when there is one
    /// @throws BundleException with the reason it is not believed
    Optional<String> signer(byte[] manifest, Map<String, byte[]> files) {
        byte[] json = files.get(ManifestSignature.FILE);
        if (json == null) {
            if (unsignedAllowed) {
                return Optional.empty();
            }
            throw new BundleException(
                    "it is not signed (no " + ManifestSignature.FILE + "); sign it with a trusted key,"
                            + " or allow unsigned bundles by models.unsigned-allowed = true");
        }
        ManifestSignature signature = ManifestSignature.read(json);
        PublicKeyLine key = keys.get(signature.key());
        if (key == null) {
            throw new BundleException(
                    "it is signed by the key " + signature.key() + ", which is not trusted here; trusted" + " are "
                            + keys.keySet() + ", and what lies in the folder models.keys");
        }
        if (!key.signed(manifest, signature.bytes())) {
            throw new BundleException("its signature by the key " + key.id() + " does not fit: " + BundleFiles.MANIFEST
                    + " is not what was signed");
        }
        return Optional.of(key.id());
    }

    private static List<Path> keyFiles(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.pub")) {
            for (Path file : found) {
                files.add(file);
                if (files.size() > KEYS_MAX) {
                    throw new BundleException("models.keys: " + folder + " holds more than " + KEYS_MAX + " keys");
                }
            }
        } catch (IOException e) {
            throw new BundleException("models.keys: the folder " + folder + " cannot be read: " + e, e);
        }
        return files;
    }

    static String read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return new String(stream.readNBytes(PublicKeyLine.LENGTH_MAX + 1), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BundleException("the key " + file + " cannot be read: " + e, e);
        }
    }
}
