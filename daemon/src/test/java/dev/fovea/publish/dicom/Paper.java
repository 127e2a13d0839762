package dev.fovea.publish.dicom;

import dev.fovea.drawing.DrawnEye;
import dev.fovea.exams.Report;
import dev.fovea.model.Laterality;
import java.nio.charset.StandardCharsets;

/// A rendering that is small, and no report: what is in the shells does not matter to them.
final class Paper implements Rendering {
    static final int WIDTH = 320;
    static final int HEIGHT = 241;

    /// The least that is a PDF, with an odd number of bytes.
    static final byte[] PDF = """
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
            trailer<</Root 1 0 R>>
            %%EOF
            """.getBytes(StandardCharsets.US_ASCII);

    static final byte[] JPEG = DrawnEye.healthy(Laterality.RIGHT, 3).jpeg(WIDTH, HEIGHT);

    @Override
    public byte[] pdf(Report report) {
        return PDF.clone();
    }

    @Override
    public byte[] jpeg(Report report) {
        return JPEG.clone();
    }
}
