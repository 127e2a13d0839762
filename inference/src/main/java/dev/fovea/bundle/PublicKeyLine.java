package dev.fovea.bundle;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// A public key as it is written: its id, a space, and its X.509 form in Base64, on one line.
///
/// @param id what signatures call it
/// @param base64 decoded only when a signature names it: the others cost a start nothing
record PublicKeyLine(String id, String base64) {
    /// Characters: an Ed25519 key takes 60, an id at most 64.
    static final int LENGTH_MAX = 200;

    static final String ALGORITHM = "Ed25519";

    /// @param where for messages
    /// @throws BundleException when it is not such a line
    static PublicKeyLine parse(String where, String line) {
        String[] parts = line.strip().split(" ", -1);
        if (line.length() > LENGTH_MAX
                || parts.length != 2
                || !ManifestSignature.KEY.matcher(parts[0]).matches()) {
            String shown = line.length() > 60 ? line.substring(0, 60) + "..." : line;
            throw new BundleException(where + " must be a key's id and its Base64 with a space between, was \""
                    + shown.replaceAll("\\p{Cntrl}", "?") + "\"");
        }
        return new PublicKeyLine(parts[0], parts[1]);
    }

    String line() {
        return id + " " + base64 + "\n";
    }

    /// Whether this key's owner signed exactly these bytes.
    ///
    /// @throws BundleException when this is no Ed25519 key
    boolean signed(byte[] content, byte[] signature) {
        Signature verifier = verifier();
        try {
            verifier.update(content);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private Signature verifier() {
        try {
            byte[] encoded = Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
            return verifier;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new BundleException("the trusted key " + id + " is no Ed25519 public key: " + e.getMessage(), e);
        }
    }
}
