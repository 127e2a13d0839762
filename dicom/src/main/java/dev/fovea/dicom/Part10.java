package dev.fovea.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// DICOM files (PS3.10 7.1). The same object always gets the same file meta information, so that one written twice is
/// the same bytes.
public final class Part10 {
    private Part10() {}

    /// The preamble and the file meta information, which stand before the data set.
    ///
    /// @param syntax transfer syntax UID of the data set
    public static byte[] head(String sopClass, String sopInstance, String syntax) {
        byte[] group = new Attributes()
                .bytes(0x00020001, "OB", new byte[] {0, 1})
                .text(Tag.MEDIA_STORAGE_CLASS, "UI", sopClass)
                .text(Tag.MEDIA_STORAGE_INSTANCE, "UI", sopInstance)
                .text(Tag.TRANSFER_SYNTAX, "UI", syntax)
                .text(0x00020012, "UI", DicomFile.IMPLEMENTATION)
                .encoded();
        byte[] length = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(group.length)
                .array();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(new byte[DicomFile.PREAMBLE]);
        head.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        head.writeBytes(new Attributes().bytes(0x00020000, "UL", length).encoded());
        head.writeBytes(group);
        return head.toByteArray();
    }

    /// A whole file.
    ///
    /// @param syntax transfer syntax UID in which `dataSet` is encoded
    public static byte[] file(String sopClass, String sopInstance, String syntax, byte[] dataSet) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(head(sopClass, sopInstance, syntax));
        file.writeBytes(dataSet);
        return file.toByteArray();
    }
}
