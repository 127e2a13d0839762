package dev.fovea.publish.rest;

import dev.fovea.http.Query;
import dev.fovea.http.Refusal;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.results.Event;
import dev.fovea.results.Subscription;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// `GET /v1/events`: what happens to captures, as it happens, by server-sent events.
///
/// A listener that comes back names the last event it heard and gets what it missed; when that is no longer kept it
/// gets `reload` instead. A listener too slow to read is dropped and comes back the same way. A stream ends by itself
/// after an hour, so that no connection is held for a page nobody looks at; a browser then opens the next one.
public final class EventRoute implements Routes, AutoCloseable {
    static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration STREAM_MAX = Duration.ofHours(1);
    private static final Duration TAKE_MAX = Duration.ofSeconds(10);
    private static final int WAITING_EVENTS_MAX = 64;
    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

    private final Archive archive;
    private final CaptureJson writer;
    private final Duration heartbeat;
    private final Semaphore places;
    private final int listenersMax;
    private final Set<BlockingQueue<Optional<Event>>> streams = ConcurrentHashMap.newKeySet();

    /// @param listenersMax streams at one time; one more is answered 503
    public EventRoute(Archive archive, CaptureJson writer, int listenersMax) {
        this(archive, writer, listenersMax, HEARTBEAT);
    }

    EventRoute(Archive archive, CaptureJson writer, int listenersMax, Duration heartbeat) {
        this.archive = archive;
        this.writer = writer;
        this.heartbeat = heartbeat;
        this.listenersMax = listenersMax;
        this.places = new Semaphore(listenersMax);
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/events", this::stream));
    }

    private void stream(ServerRequest request, ServerResponse response) throws InterruptedException {
        long after = lastHeard(request);
        if (!places.tryAcquire()) {
            throw Refusal.busy(listenersMax + " listeners are connected already", Duration.ofSeconds(5));
        }
        // Empty in the queue means: the end.
        BlockingQueue<Optional<Event>> queue = new ArrayBlockingQueue<>(WAITING_EVENTS_MAX);
        streams.add(queue);
        try (Subscription subscription = subscribe(after, queue);
                SseSink sink = response.sink(SseSink.TYPE)) {
            sink.emit(SseEvent.builder().comment(" listening").build());
            relay(subscription, queue, sink);
        } finally {
            streams.remove(queue);
            places.release();
        }
    }

    private Subscription subscribe(long after, BlockingQueue<Optional<Event>> queue) {
        try {
            return archive.subscribe(after, event -> hand(event, queue));
        } catch (IllegalStateException tooMany) {
            throw Refusal.busy("too many listeners are connected already", Duration.ofSeconds(5));
        }
    }

    /// On the subscription's own thread. Throwing ends the subscription.
    private static void hand(Event event, BlockingQueue<Optional<Event>> queue) {
        try {
            if (!queue.offer(Optional.of(event), TAKE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("a listener took no event for " + TAKE_MAX.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void relay(Subscription subscription, BlockingQueue<Optional<Event>> queue, SseSink sink)
            throws InterruptedException {
        long beats = STREAM_MAX.dividedBy(heartbeat);
        while (beats > 0) {
            Optional<Event> next = queue.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                if (!subscription.open()) {
                    return;
                }
                beats--;
                sink.emit(SseEvent.builder().comment(" still here").build());
            } else if (next.isEmpty()) {
                return;
            } else {
                sink.emit(written(next.get()));
            }
        }
    }

    private SseEvent written(Event event) {
        SseEvent.Builder message = SseEvent.builder().id(Long.toString(event.seq()));
        return switch (event) {
            case Event.Accepted(var _, var view) ->
                message.name("accepted").data(writer.capture(view)).build();
            case Event.Answered(var _, var view) ->
                message.name("answered").data(writer.capture(view)).build();
            case Event.Reload _ -> message.name("reload").data(NOTHING).build();
        };
    }

    /// The header a browser sends when it comes back, or the query of a program that cannot set headers.
    private static long lastHeard(ServerRequest request) {
        Optional<String> given = Query.of(request, "lastEventId")
                .text("lastEventId")
                .or(() -> request.headers().first(LAST_EVENT_ID));
        if (given.isEmpty()) {
            return -1;
        }
        String text = given.get();
        if (!text.matches("\\d{1,18}")) {
            throw Refusal.badRequest("Last-Event-ID must be the number of an event, was \"" + text + "\"");
        }
        return Long.parseLong(text);
    }

    /// Ends all streams. Close it before the web server, which otherwise waits for them.
    @Override
    public void close() {
        for (BlockingQueue<Optional<Event>> queue : streams) {
            queue.clear();
            var _ = queue.offer(Optional.empty());
        }
    }
}
