package dev.fovea.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Keeps other web sites out of a daemon that a browser on the same machine can reach.
///
/// Two attacks are met. DNS rebinding: a stranger's name that resolves to our address; it always shows as a *name* in
/// the Host header, so names other than localhost and the configured ones are refused, while address literals pass.
/// Cross-site posting: a form or script elsewhere that posts to us; browsers then send an Origin that is not ours.
/// Programs send no Origin and are not affected.
final class Visitors implements Filter {
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final HeaderName ORIGIN = HeaderNames.create("Origin");
    private static final Set<Method> SAFE = Set.of(Method.GET, Method.HEAD, Method.OPTIONS);

    /// On every answer; a route may set its own instead.
    private static final List<Header> MANNERS = List.of(
            HeaderValues.createCached("X-Content-Type-Options", "nosniff"),
            HeaderValues.createCached("Cross-Origin-Resource-Policy", "same-origin"),
            HeaderValues.createCached("Referrer-Policy", "no-referrer"),
            HeaderValues.createCached("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store"));

    private final Set<String> names;

    /// @param hosts names besides localhost under which people may come
    Visitors(List<String> hosts) {
        this.names = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        MANNERS.forEach(response::header);
        String host = first(request, HeaderNames.HOST).orElse("");
        Optional<String> fault = fault(request.prologue().method(), host, first(request, ORIGIN));
        if (fault.isPresent()) {
            Reply.refusal(request, response, Refusal.of(Status.FORBIDDEN_403, fault.get()));
        } else {
            chain.proceed();
        }
        hangUpIfSaid(request, response);
    }

    /// Helidon says `Connection: close` but goes on reading, and would take the rest of a refused body for a request.
    private static void hangUpIfSaid(RoutingRequest request, RoutingResponse response) {
        boolean said = response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
                || request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
        if (said && response.isSent()) {
            throw new CloseConnectionException("said so in the answer");
        }
    }

    /// Pure: empty when the visitor may come in, else why not.
    Optional<String> fault(Method method, String authority, Optional<String> origin) {
        String name = nameOf(authority.toLowerCase(Locale.ROOT));
        boolean ours = name.equals("localhost") || ADDRESS.matcher(name).matches() || names.contains(name);
        if (!ours) {
            return Optional.of("the host \"" + printable(authority) + "\" is not one of ours; add it to http.hosts");
        }
        boolean foreign = origin.isPresent() && !sameAuthority(origin.get(), authority);
        if (foreign && !SAFE.contains(method)) {
            return Optional.of("the page at \"" + printable(origin.get()) + "\" may not write here");
        }
        return Optional.empty();
    }

    private static boolean sameAuthority(String origin, String authority) {
        int scheme = origin.indexOf("://");
        return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(authority);
    }

    private static String nameOf(String authority) {
        int port = authority.lastIndexOf(':');
        boolean literalWithoutPort = authority.endsWith("]");
        return port < 0 || literalWithoutPort ? authority : authority.substring(0, port);
    }

    private static String printable(String text) {
        String cut = text.length() > 80 ? text.substring(0, 80) + "..." : text;
        return cut.replaceAll("[^ -~]", "?");
    }

    private static Optional<String> first(RoutingRequest request, HeaderName name) {
        return request.headers().first(name);
    }
}
