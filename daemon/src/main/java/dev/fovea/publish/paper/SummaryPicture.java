package dev.fovea.publish.paper;

import dev.fovea.image.Encoder;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// The first sheet of a report as a picture, for archives that show nothing but pictures. Pure.
///
/// It is the sheet itself: one layout, every language, and paper and picture cannot say different things.
/// PDFBox paints letters as outlines from the file, so neither a font of the system nor fontconfig is needed;
/// what it takes of AWT is memory and the painting of shapes, which a Java without a screen has. OpenCV could
/// write ASCII only.
final class SummaryPicture {
    /// Pixels; the height is that of A4, 1697. Three bytes a pixel are 6.1 MB of the heap while it is painted.
    static final int WIDTH = 1200;

    private static final int QUALITY = 88;

    private SummaryPicture() {}

    /// A baseline JPEG, see [Encoder#jpeg].
    ///
    /// @param pdf as [PdfReport] made it
    static byte[] of(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage sheet = new PDFRenderer(document).renderImage(0, WIDTH / Layout.WIDTH, ImageType.BGR);
            byte[] bgr = ((DataBufferByte) sheet.getRaster().getDataBuffer()).getData();
            return Encoder.jpeg(bgr, sheet.getWidth(), sheet.getHeight(), QUALITY);
        }
    }
}
