package dev.fovea.http;

import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;

/// One method on one path. Routes are data, so that the published description can be compared with what is served.
///
/// @param method the HTTP method
/// @param path with parameters in braces, as in OpenAPI: `/v1/captures/{id}`
/// @param handler runs on the request's virtual thread
public record Route(Method method, String path, Handler handler) {
    public Route {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a route's path must start with /, was " + path);
        }
    }

    public static Route get(String path, Handler handler) {
        return new Route(Method.GET, path, handler);
    }

    public static Route post(String path, Handler handler) {
        return new Route(Method.POST, path, handler);
    }
}
