package dev.fovea.publish.rest;

import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.model.Sha256;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// `GET /v1/openapi.json`: the description of every route, an OpenAPI 3.1 document kept beside this class and compared
/// with the routes by a test.
public final class OpenApiRoute implements Routes {
    private final byte[] document = document();
    private final String tag = Sha256.of(document).hex();

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/openapi.json", this::serve));
    }

    private void serve(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        if (!Tags.isKnown(request, response, tag)) {
            response.send(document);
        }
    }

    static byte[] document() {
        try (InputStream in = OpenApiRoute.class.getResourceAsStream("openapi.json")) {
            return Objects.requireNonNull(in, "openapi.json is on the class path")
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("openapi.json cannot be read", e);
        }
    }
}
