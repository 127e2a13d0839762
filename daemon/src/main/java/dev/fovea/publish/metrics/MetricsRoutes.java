package dev.fovea.publish.metrics;

import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/// `GET /metrics`, and `GET /metrics/triton` with Triton's counters exactly as Triton names them.
public final class MetricsRoutes implements Routes {
    private final Meters meters;

    public MetricsRoutes(Meters meters) {
        this.meters = meters;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/metrics", (request, response) -> send(response, meters.text())),
                Route.get("/metrics/triton", (request, response) -> send(response, meters.tritonText())));
    }

    private static void send(ServerResponse response, String text) {
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
        response.send(text);
    }
}
