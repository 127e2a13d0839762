package dev.fovea.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The one JSON factory: streaming only, with limits on what strangers may send.
public final class Json {
    /// The deepest nesting read: a four-dimensional tensor inside a request needs eight.
    public static final int DEPTH_MAX = 16;
    /// The longest text in one value, characters.
    public static final int TEXT_MAX = 1 << 16;
    /// The longest number, characters.
    public static final int NUMBER_MAX = 64;

    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(TEXT_MAX)
                    .maxNameLength(1024)
                    .maxNumberLength(NUMBER_MAX)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private Json() {}

    /// Writes one JSON document.
    @FunctionalInterface
    public interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    /// The document as UTF-8.
    public static byte[] bytes(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            writer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /// `{"error":"sentence"}`.
    public static byte[] error(String sentence) {
        return bytes(json -> {
            json.writeStartObject();
            json.writeStringField("error", sentence);
            json.writeEndObject();
        });
    }
}
