package dev.fovea.publish.fhir;

import dev.fovea.exams.Report;
import dev.fovea.outbox.Courier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Puts reports into a FHIR server, each under an id that follows from it: `PUT [base]/Bundle/[id]`, which the same
/// report may do any number of times and be there once.
public final class FhirCourier implements Courier, AutoCloseable {
    /// What the server says when it looked at the resource and will not have it. Anything else may pass: it is
    /// down, busy, or does not know us until somebody corrects a setting there or here.
    private static final Set<Integer> REFUSALS = Set.of(400, 413, 415, 422);

    /// So much of what it says is kept, in bytes.
    private static final int WORDS_MAX = 300;

    private final FhirSettings settings;
    private final HttpClient client;

    public FhirCourier(FhirSettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.answerMax())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Answer carry(Report report) throws InterruptedException {
        Words words = new Words();
        String server = settings.server().getAuthority();
        HttpRequest request;
        try {
            request = request(report);
        } catch (IOException e) {
            return new Answer.Later("the token cannot be read: " + e);
        }
        // The request's own time-out ends with the answer's head: a body that never ends would hold us.
        Future<HttpResponse<Void>> sent =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArrayConsumer(words));
        try {
            int status = sent.get(settings.answerMax().toNanos(), TimeUnit.NANOSECONDS)
                    .statusCode();
            return answer(status, words.text());
        } catch (ExecutionException e) {
            return new Answer.Later(server + " was not reached: " + e.getCause());
        } catch (TimeoutException e) {
            return new Answer.Later(server + " did not answer within " + settings.answerMax());
        } finally {
            sent.cancel(true);
        }
    }

    private HttpRequest request(Report report) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.place(FhirBundle.id(report)))
                .header("Content-Type", "application/fhir+json; fhirVersion=4.0")
                .header("Accept", "application/fhir+json")
                .header("Prefer", "return=minimal")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(FhirBundle.of(report)));
        if (settings.tokenFile().isPresent()) {
            request.header(
                    "Authorization", "Bearer " + token(settings.tokenFile().get()));
        }
        return request.build();
    }

    /// Read each time, because tokens are exchanged while we run.
    private static String token(Path file) throws IOException {
        return Files.readString(file).lines().findFirst().orElse("").strip();
    }

    private static Answer answer(int status, String words) {
        if (status == 200 || status == 201) {
            return new Answer.Delivered();
        }
        String reason = ("status " + status + " " + words).strip();
        return REFUSALS.contains(status) ? new Answer.Refused(reason) : new Answer.Later(reason);
    }

    /// The beginning of what the server says; the rest is read and dropped.
    private static final class Words implements Consumer<Optional<byte[]>> {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        @Override
        public synchronized void accept(Optional<byte[]> bytes) {
            bytes.ifPresent(some -> kept.write(some, 0, Math.min(some.length, WORDS_MAX - kept.size())));
        }

        synchronized String text() {
            return kept.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ");
        }
    }

    /// What is on its way is broken off.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
