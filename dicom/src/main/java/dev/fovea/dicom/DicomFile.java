package dev.fovea.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

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

    /// The largest data set that a deflated one may become: the largest file taken.
    private static final int INFLATED_BYTES_MAX = 64 << 20;

    private final TransferSyntax syntax;
    private final ByteBuffer bytes;
    private final DataSet set;

    private DicomFile(TransferSyntax syntax, ByteBuffer bytes, DataSet set) {
        this.syntax = syntax;
        this.bytes = bytes;
        this.set = set;
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
        ByteBuffer bytes = syntax == TransferSyntax.DEFLATED ? inflated(little, start) : little;
        bytes.order(syntax.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int from = syntax == TransferSyntax.DEFLATED ? 0 : start;
        return new DicomFile(syntax, bytes, DataSet.read(bytes, from, syntax.explicit()));
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

    private static ByteBuffer inflated(ByteBuffer file, int from) throws DicomException {
        byte[] room = new byte[Math.clamp(4L * (file.limit() - from), 1 << 16, INFLATED_BYTES_MAX)];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(file.duplicate().position(from));
            int size = 0;
            while (!inflater.finished()) {
                if (size == room.length) {
                    if (size >= INFLATED_BYTES_MAX) {
                        throw new DicomException(
                                "the deflated data set becomes more than " + INFLATED_BYTES_MAX + " bytes");
                    }
                    room = Arrays.copyOf(room, Math.min(INFLATED_BYTES_MAX, 2 * size));
                }
                int count = inflater.inflate(room, size, room.length - size);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new DicomException("the deflated data set breaks off");
                }
                size += count;
            }
            return ByteBuffer.wrap(room, 0, size).slice();
        } catch (DataFormatException e) {
            throw new DicomException("the deflated data set is damaged: " + e.getMessage());
        }
    }

    public TransferSyntax syntax() {
        return syntax;
    }

    /// The bytes of the data set, in its byte order.
    ByteBuffer bytes() {
        return bytes;
    }

    DataSet set() {
        return set;
    }
}
