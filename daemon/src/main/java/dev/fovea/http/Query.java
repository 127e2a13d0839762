package dev.fovea.http;

import io.helidon.common.uri.UriQuery;
import io.helidon.webserver.http.ServerRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The query of a URL, read strictly: a parameter nobody knows is refused, because a mistyped `lateralty=OD` that is
/// silently dropped would lose which eye it was.
public final class Query {
    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    /// @throws Refusal 400 for a parameter that is unknown, given twice, or badly encoded
    public static Query of(ServerRequest request, String... known) {
        UriQuery query = request.query();
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (String name : query.names()) {
                List<String> given = query.all(name);
                if (!List.of(known).contains(name)) {
                    throw Refusal.badRequest(
                            "unknown query parameter \"" + name + "\"; the known ones are " + String.join(", ", known));
                }
                if (given.size() > 1) {
                    throw Refusal.badRequest("query parameter " + name + " was given " + given.size() + " times");
                }
                given.stream().filter(value -> !value.isEmpty()).forEach(value -> values.put(name, value));
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("the query is badly encoded: " + e.getMessage());
        }
        return new Query(values);
    }

    /// Empty when absent or given without a value.
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// All parameters that have a value.
    public Map<String, String> all() {
        return Map.copyOf(values);
    }

    public int number(String name, int absent, int min, int max) {
        return text(name).map(value -> number(name, value, min, max)).orElse(absent);
    }

    /// A moment as `2026-11-22T08:00:00Z`, or a day as `2026-11-22` meaning its start in UTC.
    public Optional<Instant> instant(String name) {
        return text(name).map(value -> instant(name, value));
    }

    private static int number(String name, String value, int min, int max) {
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words.
        }
        throw Refusal.badRequest(
                name + " must be a whole number from " + min + " to " + max + ", was \"" + value + "\"");
    }

    private static Instant instant(String name, String value) {
        try {
            return value.length() == 10
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(value);
        } catch (DateTimeException e) {
            throw Refusal.badRequest(
                    name + " must be a time such as 2026-11-22T08:00:00Z or a day, was \"" + value + "\"");
        }
    }
}
