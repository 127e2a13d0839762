package dev.fovea.publish.rest;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import java.util.List;

/// Entity tags: a picture the browser has is not sent again.
final class Tags {
    private Tags() {}

    /// Sets the tag; when the caller holds it already, answers 304 and returns true.
    static boolean isKnown(ServerRequest request, ServerResponse response, String tag) {
        String quoted = "\"" + tag + "\"";
        response.header(HeaderNames.ETAG, quoted);
        response.header(HeaderNames.CACHE_CONTROL, "private, no-cache");
        List<String> held = request.headers().all(HeaderNames.IF_NONE_MATCH, List::of).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
        boolean known = held.contains(quoted) || held.contains("W/" + quoted) || held.contains("*");
        if (known) {
            response.status(Status.NOT_MODIFIED_304).send();
        }
        return known;
    }
}
