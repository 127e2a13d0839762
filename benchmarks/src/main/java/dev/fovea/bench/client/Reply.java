package dev.fovea.bench.client;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One answer. Immutable as long as nobody writes to its body.
public final class Reply {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    /// @param headers by lower-case name
    /// @param body kept, not copied
    public Reply(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    public int status() {
        return status;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /// Not a copy: do not write to it.
    public byte[] body() {
        return body;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
