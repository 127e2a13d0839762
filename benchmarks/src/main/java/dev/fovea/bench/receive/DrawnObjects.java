package dev.fovea.bench.receive;

import dev.fovea.bench.eyes.CameraPictures;
import dev.fovea.dicom.Attributes;
import dev.fovea.dicom.Part10;
import dev.fovea.dicom.Tag;
import dev.fovea.dicom.TransferSyntax;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Drawn eyes as uncompressed DICOM files, as large as a camera's.
public final class DrawnObjects {
    /// Ophthalmic Photography 8 Bit Image Storage (PS3.4 B.5).
    private static final String OPHTHALMIC_8_BIT = "1.2.840.10008.5.1.4.1.1.77.1.5.1";

    /// A root for identifiers made of UUIDs (PS3.5 B.2); these are of no use outside of a benchmark.
    private static final String ROOT = "2.25.";

    /// What `storescu` counts up when it makes another instance of an object.
    private static final int STUDY_ID = 0x00200010;

    private static final int SERIES_NUMBER = 0x00200011;
    private static final int INSTANCE_NUMBER = 0x00200013;

    private DrawnObjects() {}

    /// @param folder receives the files
    public static List<Path> make(int count, int columns, int rows, Path folder) {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path file = folder.resolve("eye-" + i + ".dcm");
            try (OutputStream out = Files.newOutputStream(file)) {
                String instance = ROOT + (1000 + i);
                out.write(Part10.head(OPHTHALMIC_8_BIT, instance, TransferSyntax.EXPLICIT_LITTLE.uid()));
                out.write(object(CameraPictures.eye(i).picture(columns, rows), instance, i)
                        .encoded());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file, e);
            }
            files.add(file);
        }
        return files;
    }

    private static Attributes object(BufferedImage picture, String instance, int number) {
        return new Attributes()
                .text(Tag.SOP_CLASS, "UI", OPHTHALMIC_8_BIT)
                .text(Tag.SOP_INSTANCE, "UI", instance)
                .text(Tag.MANUFACTURER, "LO", "Fovea drawings")
                .text(Tag.PATIENT_NAME, "PN", "Drawing")
                .text(Tag.PATIENT_ID, "LO", "D" + number)
                .text(Tag.STUDY, "UI", ROOT + (2000 + number))
                .text(Tag.SERIES, "UI", ROOT + (3000 + number))
                .text(STUDY_ID, "SH", "1")
                .text(SERIES_NUMBER, "IS", "1")
                .text(INSTANCE_NUMBER, "IS", "1")
                .text(Tag.IMAGE_LATERALITY, "CS", number % 2 == 0 ? "R" : "L")
                .numbers(Tag.SAMPLES, 3)
                .text(Tag.PHOTOMETRIC, "CS", "RGB")
                .numbers(Tag.PLANAR, 0)
                .numbers(Tag.ROWS, picture.getHeight())
                .numbers(Tag.COLUMNS, picture.getWidth())
                .numbers(Tag.BITS_ALLOCATED, 8)
                .numbers(Tag.BITS_STORED, 8)
                .numbers(Tag.HIGH_BIT, 7)
                .numbers(Tag.PIXEL_REPRESENTATION, 0)
                .bytes(Tag.PIXELS, "OB", pixels(picture));
    }

    private static byte[] pixels(BufferedImage picture) {
        byte[] bytes = new byte[3 * picture.getWidth() * picture.getHeight()];
        int at = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int rgb = picture.getRGB(x, y);
                bytes[at++] = (byte) (rgb >> 16);
                bytes[at++] = (byte) (rgb >> 8);
                bytes[at++] = (byte) rgb;
            }
        }
        return bytes;
    }
}
