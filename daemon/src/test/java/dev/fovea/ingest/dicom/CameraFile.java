package dev.fovea.ingest.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A DICOM file with a JPEG inside, as a camera writes it: Explicit VR, Secondary Capture, one frame.
///
/// @param patient Patient ID
/// @param eye Image Laterality
record CameraFile(String study, String instance, String patient, String eye) {
    static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.7";
    private static final String JPEG_BASELINE = "1.2.840.10008.1.2.4.50";

    byte[] of(byte[] jpeg, int width, int height) {
        return of(jpeg, width, height, JPEG_BASELINE);
    }

    /// @param syntax Transfer Syntax UID
    byte[] of(byte[] jpeg, int width, int height, String syntax) {
        ByteArrayOutputStream meta = new ByteArrayOutputStream();
        element(meta, 0x0002, 0x0002, "UI", uid(SOP_CLASS));
        element(meta, 0x0002, 0x0003, "UI", uid(instance));
        element(meta, 0x0002, 0x0010, "UI", uid(syntax));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[128]);
        file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(meta.toByteArray());
        element(file, 0x0008, 0x0016, "UI", uid(SOP_CLASS));
        element(file, 0x0008, 0x0018, "UI", uid(instance));
        element(file, 0x0010, 0x0020, "LO", text(patient));
        element(file, 0x0020, 0x000d, "UI", uid(study));
        element(file, 0x0020, 0x0062, "CS", text(eye));
        element(file, 0x0028, 0x0002, "US", number(3));
        element(file, 0x0028, 0x0004, "CS", text("YBR_FULL_422"));
        element(file, 0x0028, 0x0006, "US", number(0));
        element(file, 0x0028, 0x0010, "US", number(height));
        element(file, 0x0028, 0x0011, "US", number(width));
        element(file, 0x0028, 0x0100, "US", number(8));
        element(file, 0x0028, 0x0101, "US", number(8));
        element(file, 0x0028, 0x0102, "US", number(7));
        element(file, 0x0028, 0x0103, "US", number(0));
        pixels(file, jpeg);
        return file.toByteArray();
    }

    private static void pixels(ByteArrayOutputStream file, byte[] jpeg) {
        tag(file, 0x7fe0, 0x0010);
        file.writeBytes(new byte[] {'O', 'B', 0, 0, -1, -1, -1, -1});
        tag(file, 0xfffe, 0xe000);
        size(file, 0);
        tag(file, 0xfffe, 0xe000);
        size(file, jpeg.length + jpeg.length % 2);
        file.writeBytes(jpeg);
        file.writeBytes(new byte[jpeg.length % 2]);
        tag(file, 0xfffe, 0xe0dd);
        size(file, 0);
    }

    private static void element(ByteArrayOutputStream file, int group, int element, String vr, byte[] value) {
        tag(file, group, element);
        file.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(number(value.length));
        file.writeBytes(value);
    }

    private static void tag(ByteArrayOutputStream file, int group, int element) {
        file.writeBytes(number(group));
        file.writeBytes(number(element));
    }

    private static void size(ByteArrayOutputStream file, int size) {
        file.writeBytes(number(size & 0xffff));
        file.writeBytes(number(size >>> 16));
    }

    private static byte[] number(int value) {
        return new byte[] {(byte) value, (byte) (value >>> 8)};
    }

    private static byte[] uid(String text) {
        return padded(text, '\0');
    }

    private static byte[] text(String text) {
        return padded(text, ' ');
    }

    private static byte[] padded(String text, char end) {
        return (text.length() % 2 == 0 ? text : text + end).getBytes(StandardCharsets.ISO_8859_1);
    }
}
