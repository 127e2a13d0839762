package dev.fovea.cameras;

import dev.fovea.cameras.CameraException.Fault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A stream over HTTP. Redirects are not followed: the password is for the address that was set.
final class MjpegFeed implements Feed {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration STOP_MAX = Duration.ofSeconds(1);
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))", Pattern.CASE_INSENSITIVE);

    private final SourceSettings.Mjpeg settings;
    private final int bytesMax;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private @Nullable PieceReader reader;

    MjpegFeed(SourceSettings.Mjpeg settings, int bytesMax) {
        this.settings = settings;
        this.bytesMax = bytesMax;
    }

    @Override
    public Piece next() {
        PieceReader connected = reader == null ? connect() : reader;
        reader = connected;
        try {
            return connected.next();
        } catch (IOException e) {
            throw new CameraException(Fault.ENDED, "its stream ended", e);
        }
    }

    private PieceReader connect() {
        HttpResponse<InputStream> answer = ask();
        String type = answer.headers().firstValue("Content-Type").orElse("");
        switch (answer.statusCode()) {
            case 200 -> {
                // Below.
            }
            case 401, 403 ->
                throw new CameraException(
                        Fault.UNAUTHORISED, "it answered " + answer.statusCode() + ": user or password are not right");
            default -> throw new CameraException(Fault.REFUSED, "it answered " + answer.statusCode());
        }
        String kind = type.toLowerCase(Locale.ROOT);
        if (kind.startsWith("text/") || kind.startsWith("application/json")) {
            throw new CameraException(Fault.REFUSED, "it answered with " + type + " and not with pictures");
        }
        InputStream body = new BufferedInputStream(answer.body(), 1 << 16);
        Optional<String> boundary = kind.startsWith("multipart/") ? boundary(type) : Optional.empty();
        return boundary.<PieceReader>map(text -> new MultipartReader(body, text, bytesMax))
                .orElseGet(() -> new JpegPipe(body, bytesMax));
    }

    /// Asks without the password first, so that a camera that knows Digest never sees it.
    private HttpResponse<InputStream> ask() {
        HttpResponse<InputStream> first = ask(Optional.empty());
        if (first.statusCode() != 401 || settings.login().isEmpty()) {
            return first;
        }
        SourceSettings.Login login = settings.login().get();
        List<String> asked = first.headers().allValues("WWW-Authenticate");
        Optional<String> answer = new HttpLogin(login.user(), login.password())
                .answer(asked, target(), UUID.randomUUID().toString());
        hangUp(first);
        if (answer.isEmpty()) {
            throw new CameraException(
                    Fault.UNAUTHORISED, "it answered 401 and takes neither Basic nor a Digest that is known here");
        }
        return ask(answer);
    }

    private HttpResponse<InputStream> ask(Optional<String> authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url()).GET();
        authorization.ifPresent(value -> request.setHeader("Authorization", value));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new CameraException(Fault.REFUSED, "it cannot be reached: " + why(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CameraException(Fault.ENDED, "interrupted", e);
        }
    }

    /// Path and query as the client sends them.
    private String target() {
        String path = settings.url().getRawPath();
        String query = settings.url().getRawQuery();
        return (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }

    private static void hangUp(HttpResponse<InputStream> answer) {
        try {
            answer.body().close();
        } catch (IOException e) {
            // It has hung up first.
        }
    }

    /// The client's exceptions for a refused connection often have no words.
    private static String why(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static Optional<String> boundary(String type) {
        Matcher found = BOUNDARY.matcher(type);
        return found.find() ? Optional.of(found.group(1) != null ? found.group(1) : found.group(2)) : Optional.empty();
    }

    @Override
    public void end() {
        client.shutdownNow();
    }

    @Override
    public void kill() {
        end();
    }

    @Override
    public void close() {
        client.shutdownNow();
        try {
            var _ = client.awaitTermination(STOP_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
