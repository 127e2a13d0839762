package dev.fovea.ingest.upload;

import dev.fovea.http.Refusal;
import dev.fovea.spool.StageException;
import dev.fovea.spool.Staged;
import io.helidon.http.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.MultipartInput.MalformedStreamException;
import org.apache.commons.fileupload2.core.ParameterParser;

/// Reads a multipart/form-data body: the photograph straight into the spool's temporary file, the fields into
/// memory, in whatever order they come. Bounded in parts, in the bytes of a field and in the bytes of a part's
/// headers.
final class Form {
    static final int PARTS_MAX = 24;
    static final int FIELD_BYTES_MAX = 1024;
    static final int PART_HEADERS_BYTES_MAX = 4096;
    /// What a form adds to its photograph at the most, bytes.
    static final long OVERHEAD_BYTES_MAX =
            (long) PARTS_MAX * (FIELD_BYTES_MAX + PART_HEADERS_BYTES_MAX + 200) + PART_HEADERS_BYTES_MAX;

    private final Intake intake;
    private final Optional<String> key;
    private final long bytes;
    private final Map<String, String> fields = new HashMap<>();
    private Optional<Staged> staged = Optional.empty();
    private Optional<String> fileName = Optional.empty();

    /// @param key the Idempotency-Key of the request
    /// @param bytes what the photograph can have at the most
    Form(Intake intake, Optional<String> key, long bytes) {
        this.intake = intake;
        this.key = key;
        this.bytes = bytes;
    }

    /// Reads the whole body. Whatever happens, [#staged] says what is to be discarded.
    ///
    /// @throws Refusal 400 for a form that is not well formed
    void read(InputStream body, String contentType) throws StageException, IOException {
        try {
            MultipartInput input = MultipartInput.builder()
                    .setInputStream(body)
                    .setBoundary(Boundary.of(contentType))
                    .setPartHeaderSizeMax(PART_HEADERS_BYTES_MAX)
                    .get();
            input.setHeaderCharset(StandardCharsets.UTF_8);
            int parts = 0;
            for (boolean more = input.skipPreamble(); more; more = input.readBoundary()) {
                parts++;
                if (parts > PARTS_MAX) {
                    throw Refusal.badRequest("a form may have " + PARTS_MAX + " parts, this one has more");
                }
                part(input);
            }
        } catch (MalformedStreamException | FileUploadSizeException | IllegalArgumentException e) {
            throw Refusal.badRequest("the form is not well formed: " + e.getMessage());
        }
        if (staged.isEmpty()) {
            throw Refusal.badRequest("the form has no part named file");
        }
    }

    Optional<Staged> staged() {
        return staged;
    }

    Map<String, String> fields() {
        fileName.ifPresent(name -> fields.putIfAbsent("fileName", name));
        return fields;
    }

    private void part(MultipartInput input) throws IOException, StageException {
        Map<String, String> disposition = disposition(input.readHeaders());
        String name = Optional.ofNullable(disposition.get("name")).orElse("");
        if (name.equals("file")) {
            if (staged.isPresent()) {
                throw Refusal.badRequest("the form has more than one part named file");
            }
            fileName = Optional.ofNullable(disposition.get("filename"));
            try (InputStream photograph = input.newInputStream()) {
                staged = Optional.of(intake.stage(photograph, key, bytes));
            }
        } else if (Fields.NAMES.contains(name)) {
            if (fields.put(name, text(name, input)) != null) {
                throw Refusal.badRequest("the form has more than one part named " + name);
            }
        } else {
            throw Refusal.badRequest("the form has an unknown part \"" + name.replaceAll("[^ -~]", "?")
                    + "\"; the known ones are file, " + String.join(", ", Fields.NAMES));
        }
    }

    private static Map<String, String> disposition(String headers) {
        for (String line : headers.lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0
                    && line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals("content-disposition")) {
                ParameterParser parser = new ParameterParser();
                parser.setLowerCaseNames(true);
                Map<String, String> disposition = parser.parse(line.substring(colon + 1), ';');
                if (disposition.containsKey("form-data")) {
                    return disposition;
                }
            }
        }
        throw Refusal.badRequest("a part of the form has no Content-Disposition: form-data");
    }

    private static String text(String name, MultipartInput input) throws IOException {
        try (InputStream part = input.newInputStream()) {
            byte[] bytes = part.readNBytes(FIELD_BYTES_MAX + 1);
            if (bytes.length > FIELD_BYTES_MAX) {
                throw Refusal.of(Status.BAD_REQUEST_400, name + " is longer than " + FIELD_BYTES_MAX + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.badRequest(name + " is not UTF-8");
        }
    }
}
