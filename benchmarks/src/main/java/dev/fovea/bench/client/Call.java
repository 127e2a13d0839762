package dev.fovea.bench.client;

import java.util.List;
import java.util.Map;

/// One request. The body's parts are sent one after the other and are not copied.
public record Call(String method, String path, Map<String, String> headers, List<byte[]> body) {
    public static Call get(String path) {
        return new Call("GET", path, Map.of(), List.of());
    }

    public static Call post(String path, Map<String, String> headers, List<byte[]> body) {
        return new Call("POST", path, headers, body);
    }

    long size() {
        return body.stream().mapToLong(part -> part.length).sum();
    }
}
