package dev.fovea.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// A key that signs bundles: a private half in a file that only its owner may read, `ID.key` (PKCS #8, PEM), and beside
/// it the public half that daemons are given, `ID.pub`.
public final class SigningKey {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final String PRIVATE = ".key";
    private static final String PUBLIC = ".pub";
    private static final int PEM_BYTES_MAX = 10_000;

    private final PrivateKey secret;
    private final PublicKeyLine open;

    private SigningKey(PrivateKey secret, PublicKeyLine open) {
        this.secret = secret;
        this.open = open;
    }

    /// Makes a new key, `ID.key` and `ID.pub` in a folder. Never overwrites one.
    ///
    /// @return the private file
    /// @throws BundleException when either file is already there or cannot be written
    public static Path make(Path folder, String id) {
        if (!ManifestSignature.KEY.matcher(id).matches()) {
            throw new BundleException("a key's id must be like " + ManifestSignature.KEY + ", was \"" + id + "\"");
        }
        Path privateFile = folder.resolve(id + PRIVATE);
        Path publicFile = folder.resolve(id + PUBLIC);
        try {
            Files.createDirectories(folder);
            if (Files.exists(publicFile)) {
                throw new FileAlreadyExistsException(publicFile.toString());
            }
            KeyPair pair = KeyPairGenerator.getInstance(PublicKeyLine.ALGORITHM).generateKeyPair();
            // Born with its permissions: there is no moment in which another could read it.
            Files.createFile(
                    privateFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(privateFile, pem(pair.getPrivate().getEncoded()));
            String base64 = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
            Files.writeString(publicFile, new PublicKeyLine(id, base64).line(), StandardOpenOption.CREATE_NEW);
            return privateFile;
        } catch (FileAlreadyExistsException e) {
            throw new BundleException(e.getMessage() + " is already there; a key is never overwritten", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new BundleException("the key " + privateFile + " cannot be made: " + e, e);
        }
    }

    /// @param privateFile `ID.key`, with `ID.pub` beside it
    /// @throws BundleException naming the file at fault
    public static SigningKey read(Path privateFile) {
        String name = privateFile.getFileName().toString();
        if (!name.endsWith(PRIVATE)) {
            throw new BundleException("a private key's file must end in " + PRIVATE + ", was " + privateFile);
        }
        Path publicFile = privateFile.resolveSibling(name.substring(0, name.length() - PRIVATE.length()) + PUBLIC);
        PublicKeyLine open = PublicKeyLine.parse(publicFile.toString(), Trust.read(publicFile));
        return new SigningKey(secret(privateFile), open);
    }

    public String id() {
        return open.id();
    }

    /// The signature's file for these bytes, `manifest.sig`.
    ///
    /// @throws BundleException when the two halves of the key do not belong together
    byte[] sign(byte[] manifest) {
        try {
            Signature signer = Signature.getInstance(PublicKeyLine.ALGORITHM);
            signer.initSign(secret);
            signer.update(manifest);
            byte[] signature = signer.sign();
            if (!open.signed(manifest, signature)) {
                throw new BundleException("the private and the public half of the key " + id() + " do not match");
            }
            return new ManifestSignature(id(), Base64.getEncoder().encodeToString(signature)).toJson();
        } catch (GeneralSecurityException e) {
            throw new BundleException("signing by the key " + id() + " failed: " + e, e);
        }
    }

    private static String pem(byte[] encoded) {
        byte[] lineEnd = {'\n'};
        return BEGIN + "\n" + Base64.getMimeEncoder(64, lineEnd).encodeToString(encoded) + "\n" + END + "\n";
    }

    private static PrivateKey secret(Path file) {
        try {
            if (Files.size(file) > PEM_BYTES_MAX) {
                throw new BundleException(file + " is too large for a private key");
            }
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            int begin = text.indexOf(BEGIN);
            int end = text.indexOf(END);
            if (begin < 0 || end < begin) {
                throw new BundleException(file + " must be a private key, PKCS #8 in PEM");
            }
            byte[] encoded = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
            return KeyFactory.getInstance(PublicKeyLine.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (NoSuchFileException e) {
            throw new BundleException("there is no key " + file, e);
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            throw new BundleException("the key " + file + " cannot be read: " + e, e);
        }
    }
}
