package dev.fovea.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// How answers are sent.
public final class Reply {
    private Reply() {}

    public static void json(ServerResponse response, Status status, byte[] body) {
        response.status(status).header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(body);
    }

    public static void json(ServerResponse response, Json.Writer writer) {
        json(response, Status.OK_200, Json.bytes(writer));
    }

    /// Sends the refusal. A body that was not read to its end costs the sender its connection: see [Patience].
    ///
    /// What a handler said about the answer it meant to give is not true of this one: a browser must neither keep a
    /// refusal under a picture's tag nor store it as a file.
    static void refusal(ServerRequest request, ServerResponse response, Refusal refusal) {
        response.headers().remove(HeaderNames.ETAG);
        response.headers().remove(HeaderNames.CONTENT_DISPOSITION);
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        refusal.retryAfter().ifPresent(seconds -> response.header(HeaderNames.RETRY_AFTER, seconds));
        if (request.content().hasEntity() && !request.content().consumed()) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        json(response, refusal.status(), Json.error(refusal.sentence()));
    }
}
