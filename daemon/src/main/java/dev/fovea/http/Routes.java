package dev.fovea.http;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;

/// An HTTP service that can be read as a list. What it registers is this list and nothing else.
public interface Routes extends HttpService {
    List<Route> routes();

    @Override
    default void routing(HttpRules rules) {
        routes().forEach(route -> rules.route(route.method(), route.path(), new Guard(route.handler())));
    }
}
