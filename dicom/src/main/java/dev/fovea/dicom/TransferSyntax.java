package dev.fovea.dicom;

import java.util.Map;
import java.util.Optional;

/// How a data set is encoded (PS3.5 annex A): those whose pixels are decoded exactly. What is not here is neither
/// offered in an association nor taken from a file.
public enum TransferSyntax {
    EXPLICIT_LITTLE("1.2.840.10008.1.2.1", Codec.NATIVE),
    IMPLICIT_LITTLE("1.2.840.10008.1.2", Codec.NATIVE),
    EXPLICIT_BIG("1.2.840.10008.1.2.2", Codec.NATIVE),
    DEFLATED("1.2.840.10008.1.2.1.99", Codec.NATIVE),
    RLE("1.2.840.10008.1.2.5", Codec.RLE),
    JPEG_BASELINE("1.2.840.10008.1.2.4.50", Codec.JPEG),
    JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", Codec.JPEG_LOSSLESS),
    JPEG_LOSSLESS_SV1("1.2.840.10008.1.2.4.70", Codec.JPEG_LOSSLESS),
    JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", Codec.JPEG_2000),
    JPEG_2000("1.2.840.10008.1.2.4.91", Codec.JPEG_2000);

    /// Names of those that are refused, so that a log says more than a number.
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("1.2.840.10008.1.2.4.51", "JPEG Extended (12 bit)"),
            Map.entry("1.2.840.10008.1.2.4.53", "JPEG Spectral Selection"),
            Map.entry("1.2.840.10008.1.2.4.55", "JPEG Full Progression (12 bit)"),
            Map.entry("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless"),
            Map.entry("1.2.840.10008.1.2.4.81", "JPEG-LS Near-lossless"),
            Map.entry("1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 Lossless"),
            Map.entry("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2"),
            Map.entry("1.2.840.10008.1.2.4.100", "MPEG-2"),
            Map.entry("1.2.840.10008.1.2.4.101", "MPEG-2 High"),
            Map.entry("1.2.840.10008.1.2.4.102", "MPEG-4"),
            Map.entry("1.2.840.10008.1.2.4.103", "MPEG-4 BD"),
            Map.entry("1.2.840.10008.1.2.4.110", "JPEG XL Lossless"),
            Map.entry("1.2.840.10008.1.2.4.111", "JPEG XL Recompression"),
            Map.entry("1.2.840.10008.1.2.4.112", "JPEG XL"),
            Map.entry("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Lossless"),
            Map.entry("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 RPCL"),
            Map.entry("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000"));

    private final String uid;
    private final Codec codec;

    TransferSyntax(String uid, Codec codec) {
        this.uid = uid;
        this.codec = codec;
    }

    /// What decodes its pixels.
    enum Codec {
        NATIVE,
        RLE,
        JPEG,
        JPEG_LOSSLESS,
        JPEG_2000
    }

    public String uid() {
        return uid;
    }

    Codec codec() {
        return codec;
    }

    boolean explicit() {
        return this != IMPLICIT_LITTLE;
    }

    boolean bigEndian() {
        return this == EXPLICIT_BIG;
    }

    /// Whether pixels are compressed and lie in fragments.
    boolean encapsulated() {
        return codec != Codec.NATIVE;
    }

    /// Empty for those that are not decoded.
    public static Optional<TransferSyntax> of(String uid) {
        for (TransferSyntax syntax : values()) {
            if (syntax.uid.equals(uid)) {
                return Optional.of(syntax);
            }
        }
        return Optional.empty();
    }

    /// The name of one that is not decoded, or its number.
    static String name(String uid) {
        return REFUSED.getOrDefault(uid, "transfer syntax " + (uid.isEmpty() ? "unnamed" : uid));
    }
}
