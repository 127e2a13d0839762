package dev.fovea.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Requests to another server, each bounded in time from its first byte to the answer's last. Redirections are not
/// followed. Any thread.
public final class Errand implements AutoCloseable {
    private final Duration answerMax;
    private final HttpClient client;

    /// @param answerMax the longest a request may take with its whole answer
    public Errand(Duration answerMax) {
        this.answerMax = answerMax;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(answerMax)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// What came of a request.
    public sealed interface Reply {
        /// @param words the beginning of the body, as UTF-8
        record Said(int status, String words) implements Reply {}

        /// Nothing that could be understood.
        record Nothing(String reason) implements Reply {}
    }

    /// A server's address as a setting must have it.
    ///
    /// @param key the setting
    /// @param tokenKey the setting that a secret belongs into
    /// @throws IllegalArgumentException naming the setting
    public static URI checked(String key, String tokenKey, URI server) {
        boolean web = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
        // A password in the address would stand in every reason that names the server.
        boolean plain = server.getUserInfo() == null && server.getQuery() == null && server.getFragment() == null;
        if (!plain) {
            throw new IllegalArgumentException(
                    key + " must have no password, query or fragment; a token goes into " + tokenKey);
        }
        if (!web || server.getHost() == null) {
            throw new IllegalArgumentException(key + " must be the address of a server such as"
                    + " https://archive.example/fhir, was \"" + server + "\"");
        }
        return server;
    }

    /// Puts the token into the request. It is read each time, because tokens are exchanged while we run.
    ///
    /// @param file whose first line is the token
    /// @throws IOException when it cannot be read, or is no token
    public static void authorise(HttpRequest.Builder request, Path file) throws IOException {
        String token = Files.readString(file).lines().findFirst().orElse("").strip();
        try {
            request.header("Authorization", "Bearer " + token);
        } catch (IllegalArgumentException withheld) {
            // Its message has the token, and what is told here stands in the log and on the page.
            throw new IOException("the first line of " + file + " cannot be a token");
        }
    }

    /// @param wordsMax so much of the answer's body is kept, in bytes; the rest is read and dropped
    /// @throws InterruptedException when the daemon stops; then nobody knows whether it arrived
    public Reply send(HttpRequest request, int wordsMax) throws InterruptedException {
        Words words = new Words(wordsMax);
        String server = request.uri().getAuthority();
        // The request's own time-out ends with the answer's head: a body that never ends would hold us.
        Future<HttpResponse<Void>> sent =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArrayConsumer(words));
        try {
            int status = sent.get(answerMax.toNanos(), TimeUnit.NANOSECONDS).statusCode();
            return new Reply.Said(status, words.text());
        } catch (ExecutionException e) {
            return new Reply.Nothing(server + " was not reached: " + e.getCause());
        } catch (TimeoutException e) {
            return new Reply.Nothing(server + " did not answer within " + answerMax);
        } finally {
            sent.cancel(true);
        }
    }

    private static final class Words implements Consumer<Optional<byte[]>> {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final int most;

        Words(int most) {
            this.most = most;
        }

        @Override
        public synchronized void accept(Optional<byte[]> bytes) {
            bytes.ifPresent(some -> kept.write(some, 0, Math.min(some.length, most - kept.size())));
        }

        synchronized String text() {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }

    /// What is on its way is broken off.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
