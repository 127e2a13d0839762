package dev.fovea.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A test's side of the conversation with a real server on loopback, tidy by HTTP client or raw by socket.
public final class Talk implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Web web;

    private Talk(Web web) {
        this.web = web;
    }

    /// Starts the services on a free port.
    public static Talk to(Routes... services) {
        return with(WebSettings.DEFAULT, services);
    }

    public static Talk with(WebSettings settings, Routes... services) {
        return new Talk(Web.start(settings.at("127.0.0.1", 0), List.of(services)));
    }

    public int port() {
        return web.port();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public HttpResponse<byte[]> get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    public HttpResponse<byte[]> post(String path, byte[] body, String... headers) {
        return send(
                request(path, headers).POST(BodyPublishers.ofByteArray(body)).build());
    }

    public HttpResponse<byte[]> post(String path, BodyPublisher body, String... headers) {
        return send(request(path, headers).POST(body).build());
    }

    public HttpResponse<InputStream> open(String path, String... headers) {
        return open(request(path, headers).GET().build());
    }

    /// Writes these bytes as they are and reads until the server closes.
    public String raw(byte[] bytes) {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError("raw talk", e);
        }
    }

    /// A bare connection whose reads give up after 10 s.
    public Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    public String raw(String text) {
        return raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    public static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("(no " + name + ")");
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(request.toString(), e);
        }
    }

    private HttpResponse<InputStream> open(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new AssertionError(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(request.toString(), e);
        }
    }

    @Override
    public void close() {
        web.close();
        client.close();
    }
}
