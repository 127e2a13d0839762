package dev.fovea.publish.dicom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fovea.dicom.Part10;
import dev.fovea.dicom.net.StoreClient;
import dev.fovea.exams.Report;
import dev.fovea.http.Errand;
import dev.fovea.outbox.Courier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Posts the object of one kind that a report becomes to an archive by STOW-RS (PS3.18 10.5). Delivered means that
/// the answer names the object among those that were stored (00081199): 200 alone does not say it.
public final class StowCourier implements Courier, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STORED = "00081199";
    private static final String FAILED = "00081198";
    private static final String INSTANCE = "00081155";
    private static final String FAILURE = "00081197";
    private static final String WARNING = "00081196";

    /// What a server says that looked at the request and will not have it so.
    private static final Set<Integer> REFUSALS = Set.of(400, 413, 415, 422);

    /// An answer names one object, and has some hundred bytes.
    private static final int ANSWER_BYTES_MAX = 64 << 10;

    private static final int WORDS_MAX = 300;

    private final StowSettings settings;
    private final ObjectSource source;
    private final Errand errand;

    public StowCourier(StowSettings settings, ObjectSource source) {
        this.settings = settings;
        this.source = source;
        this.errand = new Errand(settings.answerMax());
    }

    @Override
    public Answer carry(Report report) throws InterruptedException {
        return Making.of(report, source, this::post);
    }

    private Answer post(DicomObject object) throws InterruptedException {
        HttpRequest request;
        try {
            request = request(object);
        } catch (IOException e) {
            return new Answer.Later("the token cannot be read: " + e);
        }
        return switch (errand.send(request, ANSWER_BYTES_MAX)) {
            case Errand.Reply.Said(int status, String words) -> answer(object.sopInstance(), status, words);
            case Errand.Reply.Nothing(String reason) -> new Answer.Later(reason);
        };
    }

    private HttpRequest request(DicomObject object) throws IOException {
        byte[] file = Part10.file(object.sopClass(), object.sopInstance(), object.transferSyntax(), object.dataSet());
        // From the bytes, so that the same object is the same request.
        String boundary = "fovea-" + UUID.nameUUIDFromBytes(file);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(ascii("--" + boundary + "\r\nContent-Type: application/dicom\r\n\r\n"));
        body.writeBytes(file);
        body.writeBytes(ascii("\r\n--" + boundary + "--\r\n"));
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.studies())
                .header("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=" + boundary)
                .header("Accept", "application/dicom+json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
        if (settings.tokenFile().isPresent()) {
            Errand.authorise(request, settings.tokenFile().get());
        }
        return request.build();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// What an answer says of an object (PS3.18 table 10.5.3-1 and annex I.2).
    static Answer answer(String instance, int status, String words) {
        JsonNode said = parsed(words);
        Optional<JsonNode> stored = item(said, STORED, instance);
        if (stored.isPresent()) {
            String warning = value(stored.get(), WARNING);
            return warning.isEmpty()
                    ? new Answer.Delivered()
                    : new Answer.Refused("it stored the object with warning " + warning);
        }
        Optional<JsonNode> failed = item(said, FAILED, instance);
        if (failed.isPresent()) {
            String code = value(failed.get(), FAILURE);
            int reason = code.matches("\\d{1,5}") ? Integer.parseInt(code) : 0x0110;
            return StoreCourier.answer(StoreClient.outcome("it", reason == 0 ? 0x0110 : reason, ""));
        }
        String reason = ("status " + status + " "
                        + words.substring(0, Math.min(words.length(), WORDS_MAX))
                                .replaceAll("\\s+", " "))
                .strip();
        return REFUSALS.contains(status) ? new Answer.Refused(reason) : new Answer.Later(reason);
    }

    private static JsonNode parsed(String words) {
        try {
            JsonNode whole = JSON.readTree(words);
            return whole.isArray() ? whole.path(0) : whole;
        } catch (JsonProcessingException noJson) {
            return JSON.missingNode();
        }
    }

    private static Optional<JsonNode> item(JsonNode said, String sequence, String instance) {
        for (JsonNode item : said.path(sequence).path("Value")) {
            if (value(item, INSTANCE).equals(instance)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    private static String value(JsonNode item, String tag) {
        return item.path(tag).path("Value").path(0).asText();
    }

    /// What is on its way is broken off.
    @Override
    public void close() {
        errand.close();
    }
}
