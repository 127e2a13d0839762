package dev.fovea.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A SHA-256 in lower-case hexadecimal: the name of a photograph's bytes, or of a model's.
///
/// @param hex 64 characters 0-9a-f
public record Sha256(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public Sha256 {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("sha256 must be 64 lower-case hexadecimal digits, was " + hex);
        }
    }

    public static Sha256 of(byte[] bytes) {
        return named(digest().digest(bytes));
    }

    /// The hash a finished digest holds.
    public static Sha256 from(MessageDigest digest) {
        return named(digest.digest());
    }

    /// A new SHA-256 digest; every JDK has one.
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static Sha256 named(byte[] hash) {
        return new Sha256(HexFormat.of().formatHex(hash));
    }

    @Override
    public String toString() {
        return hex;
    }
}
