package dev.fovea.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// One Helidon server with all doors mounted.
public final class Web implements AutoCloseable {
    private final WebServer server;
    private final Patience patience;

    private Web(WebServer server, Patience patience) {
        this.server = server;
        this.patience = patience;
    }

    /// Returns when it listens. Services are asked in the order given; a plain `HttpService` may serve pages.
    ///
    /// @throws WebException when it cannot listen there, naming host and port
    public static Web start(WebSettings settings, List<? extends HttpService> services) {
        mustBeFree(settings);
        Patience patience = Patience.start(settings.silenceMax(), settings.bodyMax());
        try {
            return new Web(server(settings, services, patience).start(), patience);
        } catch (RuntimeException e) {
            patience.close();
            throw e;
        }
    }

    /// Tries the address first: Helidon tells of a taken port by a stack trace in the log and an exception that does
    /// not say which.
    private static void mustBeFree(WebSettings settings) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException e) {
            throw new WebException(
                    "cannot listen at http.host " + settings.host() + ", http.port " + settings.port() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /// The port really bound.
    public int port() {
        return server.port();
    }

    /// Stops listening, lets requests being served finish for [WebSettings#drainMax], then cuts them off.
    @Override
    public void close() {
        server.stop();
        patience.close();
    }

    private static WebServer server(WebSettings settings, List<? extends HttpService> services, Patience patience) {
        return WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                .maxPayloadSize(settings.bodyBytesMax())
                .maxConcurrentRequests(settings.requestsMax())
                .maxTcpConnections(settings.connectionsMax())
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .idleConnectionTimeout(settings.idleMax())
                .shutdownGracePeriod(settings.drainMax())
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(WebSettings.REQUEST_LINE_BYTES_MAX)
                        .maxHeadersSize(WebSettings.HEADERS_BYTES_MAX)
                        .build())
                .directHandlers(directHandlers(settings.bodyBytesMax()))
                .routing(routing ->
                        mount(routing.addFilter(new Visitors(settings.hosts())).addFilter(patience), services))
                .build();
    }

    private static void mount(HttpRouting.Builder routing, List<? extends HttpService> services) {
        for (HttpService service : services) {
            if (service instanceof Routes routes) {
                routes.routes()
                        .forEach(route -> routing.route(route.method(), route.path(), new Guard(route.handler())));
            } else {
                routing.register(service);
            }
        }
        allowed(services)
                .forEach((path, methods) -> routing.any(path, new Guard((request, response) -> {
                    response.header(HeaderNames.ALLOW, methods);
                    String method = request.prologue().method().text();
                    throw Refusal.of(
                            Status.METHOD_NOT_ALLOWED_405, method + " is not offered at " + path + ", only " + methods);
                })));
        routing.any(new Guard((request, response) -> {
            throw Refusal.notFound("there is nothing at " + request.path().path());
        }));
    }

    /// Every path with the methods it takes, so that a wrong method is told the right ones.
    private static Map<String, String> allowed(List<? extends HttpService> services) {
        return services.stream()
                .filter(Routes.class::isInstance)
                .flatMap(service -> ((Routes) service).routes().stream())
                .collect(Collectors.groupingBy(
                        Route::path,
                        LinkedHashMap::new,
                        Collectors.mapping(
                                route -> route.method().text(),
                                Collectors.collectingAndThen(
                                        Collectors.toCollection(TreeSet::new), names -> String.join(", ", names)))));
    }

    /// What Helidon refuses by itself, before any route, is JSON too.
    private static DirectHandlers directHandlers(long bodyBytesMax) {
        DirectHandler handler = (request, event, status, headers, message) -> {
            // It gives a length that was announced too large no words.
            String reason = status.code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
                    ? "the body is over the limit of " + bodyBytesMax + " bytes, http.body-bytes-max"
                    : message;
            DirectHandler.TransportResponse.Builder response = DirectHandler.TransportResponse.builder()
                    .status(status)
                    .headers(headers)
                    .header(HeaderNames.CONTENT_TYPE, "application/json")
                    .keepAlive(event.keepAlive())
                    .entity(Json.error(status.code() + " " + status.reasonPhrase() + ": " + reason));
            if (status.code() == Status.SERVICE_UNAVAILABLE_503.code()) {
                response.header(HeaderNames.RETRY_AFTER, "1");
            }
            return response.build();
        };
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            handlers.addHandler(event, handler);
        }
        return handlers.build();
    }
}
