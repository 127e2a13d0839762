package dev.fovea.publish.page;

import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.model.Sha256;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The technician's page: its files from the class path, read once, so that a request can name nothing else.
///
/// Immutable; any thread.
public final class PageFiles implements Routes {
    /// The page loads from this box alone, sends forms nowhere, sits in nobody's frame, and turns no text into markup.
    static final Header POLICY = HeaderValues.createCached(
            "Content-Security-Policy",
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'");

    private static final Header NO_SNIFFING = HeaderValues.createCached("X-Content-Type-Options", "nosniff");
    private static final Header NO_REFERRER = HeaderValues.createCached("Referrer-Policy", "no-referrer");

    /// Kept by the browser, but asked about each time: an update must never mix old files with new ones.
    private static final Header ASK_AGAIN = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache");

    static final List<String> FILES = List.of(
            "index.html",
            "style.css",
            "icon.svg",
            "api.js",
            "box.js",
            "chart.css",
            "charts.js",
            "day.js",
            "detail.js",
            "dom.js",
            "engine.js",
            "exams.js",
            "facts.js",
            "icons.js",
            "live.js",
            "main.js",
            "panels.js",
            "queue.js",
            "states.js",
            "theme.js",
            "upload.js",
            "viewer.js",
            "words.js",
            "words/en.js",
            "words/es.js",
            "words/fr.js",
            "words/hi.js",
            "words/sw.js",
            "panels/camera/en.js",
            "panels/camera/es.js",
            "panels/camera/fr.js",
            "panels/camera/hi.js",
            "panels/camera/panel.js",
            "panels/camera/style.css",
            "panels/camera/sw.js",
            "panels/chart/en.js",
            "panels/chart/es.js",
            "panels/chart/fr.js",
            "panels/chart/hi.js",
            "panels/chart/panel.js",
            "panels/chart/style.css",
            "panels/chart/sw.js",
            "panels/history/en.js",
            "panels/history/es.js",
            "panels/history/fr.js",
            "panels/history/hi.js",
            "panels/history/panel.js",
            "panels/history/style.css",
            "panels/history/sw.js",
            "panels/outbox/en.js",
            "panels/outbox/es.js",
            "panels/outbox/fr.js",
            "panels/outbox/hi.js",
            "panels/outbox/panel.js",
            "panels/outbox/style.css",
            "panels/outbox/sw.js",
            "panels/worklist/en.js",
            "panels/worklist/entry.js",
            "panels/worklist/es.js",
            "panels/worklist/fr.js",
            "panels/worklist/hi.js",
            "panels/worklist/matches.js",
            "panels/worklist/panel.js",
            "panels/worklist/style.css",
            "panels/worklist/sw.js",
            "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
            "fonts/atkinson-hyperlegible-next-licence.txt");

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8",
            "woff2", "font/woff2");

    private final Map<String, Asset> assets = new LinkedHashMap<>();

    /// One file as it goes out.
    private static final class Asset {
        final byte[] content;
        final Header mediaType;
        final Header tag;

        Asset(byte[] content, String mediaType) {
            this.content = content;
            this.mediaType = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, mediaType);
            this.tag = HeaderValues.createCached(HeaderNames.ETAG, "\"" + Sha256.of(content) + "\"");
        }
    }

    public PageFiles() {
        for (String file : FILES) {
            assets.put("/" + file, read(file));
        }
        assets.put("/", read("index.html"));
    }

    @Override
    public List<Route> routes() {
        return assets.entrySet().stream()
                .map(entry ->
                        Route.get(entry.getKey(), (request, response) -> send(request, response, entry.getValue())))
                .toList();
    }

    private static void send(ServerRequest request, ServerResponse response, Asset asset) {
        response.header(POLICY)
                .header(NO_SNIFFING)
                .header(NO_REFERRER)
                .header(ASK_AGAIN)
                .header(asset.tag);
        if (request.headers().all(HeaderNames.IF_NONE_MATCH, List::of).contains(asset.tag.get())) {
            response.status(Status.NOT_MODIFIED_304).send();
            return;
        }
        response.header(asset.mediaType).send(asset.content);
    }

    private static Asset read(String file) {
        try (InputStream in = PageFiles.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the page's file " + file + " is missing from the class path");
            }
            byte[] content = in.readAllBytes();
            String suffix = file.substring(file.lastIndexOf('.') + 1);
            String mediaType = MEDIA_TYPES.getOrDefault(suffix, "application/octet-stream");
            return new Asset(content, mediaType);
        } catch (IOException e) {
            throw new IllegalStateException("the page's file " + file + " cannot be read", e);
        }
    }
}
