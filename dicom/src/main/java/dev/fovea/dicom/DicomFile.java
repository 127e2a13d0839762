package dev.fovea.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A DICOM file (PS3.10): its transfer syntax and its attributes up to the pixels. A view of the buffer it was read
/// from; good as long as that is.
public final class DicomFile {
    /// Implementation Class UID: ours, made once from a random number (PS3.5 B.2). It names the program and not the
    /// installation.
    public static final String IMPLEMENTATION = "2.25.210386284722894562874419207231830946817";

    /// Where the magic word stands; what is before it may be anything.
    static final int PREAMBLE = 128;

    private static final int MAGIC = ('D' << 24) | ('I' << 16) | ('C' << 8) | 'M';

    private static final String UID = "[0-9.]{1,64}";

    private final TransferSyntax syntax;
    private final ByteBuffer bytes;
    private final DataSet set;
    private final Optional<Deflated> deflated;

    private DicomFile(TransferSyntax syntax, ByteBuffer bytes, DataSet set, Optional<Deflated> deflated) {
        this.syntax = syntax;
        this.bytes = bytes;
        this.set = set;
        this.deflated = deflated;
    }

    /// Reads the header.
    ///
    /// @param file from position to limit, not changed
    /// @throws DicomException when it is no DICOM file, is broken, or its transfer syntax is not decoded
    public static DicomFile read(ByteBuffer file) throws DicomException {
        ByteBuffer little = file.slice().order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, String> meta = new HashMap<>();
        int start = readMeta(little, meta);
        String uid = meta.getOrDefault(Tag.TRANSFER_SYNTAX, "");
        TransferSyntax syntax = TransferSyntax.of(uid)
                .orElseThrow(() -> new DicomException(TransferSyntax.name(uid) + " is not decoded"));
        if (syntax == TransferSyntax.DEFLATED) {
            Deflated deflated = Deflated.of(little.slice(start, little.limit() - start));
            ByteBuffer head = deflated.head().order(ByteOrder.LITTLE_ENDIAN);
            DataSet set = DataSet.readHead(head, deflated.size());
            return new DicomFile(syntax, head, set, Optional.of(deflated));
        }
        little.order(syntax.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return new DicomFile(syntax, little, DataSet.read(little, start, syntax.explicit()), Optional.empty());
    }

    /// What the file meta information says the file is; empty when it does not. No more is read, so a file of a
    /// transfer syntax that is not decoded says it too.
    public static Optional<MediaStorage> mediaStorage(ByteBuffer file) {
        Map<Integer, String> meta = new HashMap<>();
        try {
            readMeta(file.slice().order(ByteOrder.LITTLE_ENDIAN), meta);
        } catch (DicomException broken) {
            return Optional.empty();
        }
        String sopClass = meta.getOrDefault(Tag.MEDIA_STORAGE_CLASS, "");
        String sopInstance = meta.getOrDefault(Tag.MEDIA_STORAGE_INSTANCE, "");
        boolean both = sopClass.matches(UID) && sopInstance.matches(UID);
        return both ? Optional.of(new MediaStorage(sopClass, sopInstance)) : Optional.empty();
    }

    /// @param sopClass Media Storage SOP Class UID
    /// @param sopInstance Media Storage SOP Instance UID
    public record MediaStorage(String sopClass, String sopInstance) {}

    private static int readMeta(ByteBuffer little, Map<Integer, String> into) throws DicomException {
        if (little.limit() < PREAMBLE + 4 || Integer.reverseBytes(little.getInt(PREAMBLE)) != MAGIC) {
            throw new DicomException("no DICM stands at byte " + PREAMBLE + ": it is no DICOM file");
        }
        return DataSet.readMeta(little, PREAMBLE + 4, into);
    }

    public TransferSyntax syntax() {
        return syntax;
    }

    /// The bytes of a data set that is not deflated, in its byte order.
    ByteBuffer bytes() {
        return bytes;
    }

    /// The bytes of the data set with the pixels, in its byte order.
    ///
    /// @param scratch with room for [#inflatedBytes]
    ByteBuffer bytes(ByteBuffer scratch) throws DicomException {
        return deflated.isEmpty() ? bytes : deflated.get().whole(scratch).order(bytes.order());
    }

    /// What a deflated data set takes when inflated; 0 for another.
    int inflatedBytes() {
        return deflated.map(Deflated::size).orElse(0);
    }

    DataSet set() {
        return set;
    }
}
