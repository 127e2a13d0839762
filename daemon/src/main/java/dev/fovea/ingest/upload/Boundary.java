package dev.fovea.ingest.upload;

import dev.fovea.http.Refusal;
import java.nio.charset.StandardCharsets;
import org.apache.commons.fileupload2.core.ParameterParser;

/// What stands between the parts of a multipart body (RFC 2046 5.1.1).
public final class Boundary {
    private static final int LENGTH_MAX = 70;

    private Boundary() {}

    /// @throws Refusal 400 when the content type names none
    public static byte[] of(String contentType) {
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        String boundary = parser.parse(contentType, ';').get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > LENGTH_MAX) {
            throw Refusal.badRequest("Content-Type must name a boundary of 1 to " + LENGTH_MAX + " characters");
        }
        return boundary.getBytes(StandardCharsets.ISO_8859_1);
    }
}
