package dev.fovea.ingest.dicom;

import dev.fovea.dicom.DicomFile;
import dev.fovea.dicom.net.Storage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The file meta information (PS3.10 7.1) that makes a received data set a file. The same object always gets the
/// same, so that one sent twice is the same bytes.
final class FileMeta {
    private static final int PREAMBLE = 128;

    private FileMeta() {}

    static byte[] of(Storage.Offer offer) {
        ByteArrayOutputStream group = new ByteArrayOutputStream();
        element(group, 0x01, "OB", new byte[] {0, 1});
        uid(group, 0x02, offer.sopClass());
        uid(group, 0x03, offer.sopInstance());
        uid(group, 0x10, offer.syntax().uid());
        uid(group, 0x12, DicomFile.IMPLEMENTATION);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[PREAMBLE]);
        file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        int size = group.size();
        element(file, 0x00, "UL", new byte[] {(byte) size, (byte) (size >>> 8), 0, 0});
        file.writeBytes(group.toByteArray());
        return file.toByteArray();
    }

    private static void uid(ByteArrayOutputStream into, int element, String uid) {
        String even = uid.length() % 2 == 0 ? uid : uid + '\0';
        element(into, element, "UI", even.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void element(ByteArrayOutputStream into, int element, String vr, byte[] value) {
        into.writeBytes(new byte[] {2, 0, (byte) element, 0});
        into.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
        if (vr.equals("OB")) {
            into.writeBytes(new byte[] {0, 0, (byte) value.length, 0, 0, 0});
        } else {
            into.writeBytes(new byte[] {(byte) value.length, 0});
        }
        into.writeBytes(value);
    }
}
