package dev.fovea.http;

import java.time.Duration;
import java.util.List;

/// Where the daemon listens and what it puts up with.
///
/// @param host the address to bind; loopback unless somebody decides otherwise
/// @param port 0 picks a free one
/// @param hosts names besides localhost and address literals that may stand in the Host header
/// @param bodyBytesMax the largest request body of any route, bytes
/// @param requestsMax requests served at one time, event streams included; one more is answered 503
/// @param connectionsMax open TCP connections
/// @param silenceMax the longest silence in the middle of a body
/// @param bodyMax the longest a whole body may take to arrive
/// @param idleMax how long a connection is kept since its last request began; longer than any event stream lasts
/// @param drainMax how long a stop waits for requests that are being served
public record WebSettings(
        String host,
        int port,
        List<String> hosts,
        long bodyBytesMax,
        int requestsMax,
        int connectionsMax,
        Duration silenceMax,
        Duration bodyMax,
        Duration idleMax,
        Duration drainMax) {
    /// The longest request line, bytes; every capture field at its longest fits.
    static final int REQUEST_LINE_BYTES_MAX = 8 << 10;
    /// All headers of a request together, bytes.
    static final int HEADERS_BYTES_MAX = 16 << 10;

    public static final WebSettings DEFAULT = new WebSettings(
            "127.0.0.1",
            8080,
            List.of(),
            65L << 20,
            256,
            1024,
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            Duration.ofHours(2),
            Duration.ofSeconds(2));

    public WebSettings {
        hosts = List.copyOf(hosts);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("http.port must be within 0..65535, was " + port);
        }
        check("http.body-bytes-max", bodyBytesMax);
        check("http.requests-max", requestsMax);
        check("http.connections-max", connectionsMax);
        check("http.silence-max in ms", silenceMax.toMillis());
        check("http.body-max in ms", bodyMax.toMillis());
        check("http.idle-max in ms", idleMax.toMillis());
        check("http.drain-max in ms", drainMax.toMillis());
    }

    /// The same at another address.
    public WebSettings at(String otherHost, int otherPort) {
        return new WebSettings(
                otherHost,
                otherPort,
                hosts,
                bodyBytesMax,
                requestsMax,
                connectionsMax,
                silenceMax,
                bodyMax,
                idleMax,
                drainMax);
    }

    private static void check(String setting, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(setting + " must be at least 1, was " + value);
        }
    }
}
