package dev.fovea.publish.rest;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.http.Json;
import dev.fovea.http.Query;
import dev.fovea.http.Refusal;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.results.Event;
import dev.fovea.results.Subscription;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// `GET /v1/events`: what happens to captures, as it happens, by server-sent events.
///
/// A listener that comes back names the last event it heard and gets what it missed; when that is no longer kept it
/// gets `reload` instead. A listener that does not read is dropped and comes back the same way: by the queue that
/// overflows, or by a write that stalls, which one watching thread sees and interrupts: interrupting a virtual
/// thread in a socket write closes the socket. A stream ends by itself after an hour, so that no connection is
/// held for a page nobody looks at; a browser then opens the next one.
public final class EventRoute implements Routes, AutoCloseable {
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofHours(1));
    private static final int LOOKS_PER_STALL = 10;
    private static final int WAITING_EVENTS_MAX = 64;
    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

    private final Archive archive;
    private final CaptureJson writer;
    private final Patience patience;
    private final Semaphore places;
    private final int listenersMax;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("events-watch").daemon().factory());

    /// How long what may take.
    ///
    /// @param heartbeat the longest silence on a stream
    /// @param takeMax for the stream to take an event
    /// @param writeMax for the listener's side to take what is written
    /// @param streamMax a whole stream
    record Patience(Duration heartbeat, Duration takeMax, Duration writeMax, Duration streamMax) {}

    /// @param listenersMax streams at one time; one more is answered 503
    public EventRoute(Archive archive, CaptureJson writer, int listenersMax) {
        this(archive, writer, listenersMax, PATIENCE);
    }

    EventRoute(Archive archive, CaptureJson writer, int listenersMax, Patience patience) {
        this.archive = archive;
        this.writer = writer;
        this.patience = patience;
        this.listenersMax = listenersMax;
        this.places = new Semaphore(listenersMax);
        long every = patience.writeMax().toNanos() / LOOKS_PER_STALL;
        var _ = watch.scheduleWithFixedDelay(
                () -> streams.forEach(stream -> stream.look(System.nanoTime())), every, every, TimeUnit.NANOSECONDS);
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/events", this::stream));
    }

    private void stream(ServerRequest request, ServerResponse response) throws InterruptedException {
        if (request.headers().first(FETCH_SITE).orElse("").equalsIgnoreCase("cross-site")) {
            // It could read nothing, but any web site could take up all the places through the technician's browser.
            throw Refusal.of(Status.FORBIDDEN_403, "a page of another site may not listen here");
        }
        long after = lastHeard(request);
        if (!places.tryAcquire()) {
            throw Refusal.busy(listenersMax + " listeners are connected already", Duration.ofSeconds(5));
        }
        Stream stream = new Stream();
        streams.add(stream);
        try (Subscription subscription = subscribe(after, stream);
                SseSink sink = response.sink(SseSink.TYPE)) {
            stream.emit(sink, SseEvent.builder().comment(" listening").build());
            relay(subscription, stream, sink);
        } finally {
            streams.remove(stream);
            places.release();
        }
    }

    private Subscription subscribe(long after, Stream stream) {
        try {
            return archive.subscribe(after, stream::hand);
        } catch (IllegalStateException tooMany) {
            throw Refusal.busy("too many listeners are connected already", Duration.ofSeconds(5));
        }
    }

    private void relay(Subscription subscription, Stream stream, SseSink sink) throws InterruptedException {
        long end = System.nanoTime() + patience.streamMax().toNanos();
        while (System.nanoTime() < end) {
            Optional<Event> next = stream.queue.poll(patience.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                if (!subscription.open()) {
                    return;
                }
                stream.emit(sink, SseEvent.builder().comment(" still here").build());
            } else if (next.isEmpty()) {
                return;
            } else {
                stream.emit(sink, written(next.get()));
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
            case Event.Charted(var _, var exam) ->
                message.name("charted").data(named(exam)).build();
            case Event.Dispatched(var _, var delivery) ->
                message.name("dispatched").data(numbered(delivery)).build();
            case Event.Reload _ -> message.name("reload").data(NOTHING).build();
        };
    }

    /// Its name is enough: who shows it asks for the rest.
    private static byte[] named(String exam) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("exam", exam);
            json.writeEndObject();
        });
    }

    private static byte[] numbered(long delivery) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("delivery", delivery);
            json.writeEndObject();
        });
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
        streams.forEach(Stream::end);
        watch.shutdown();
    }

    /// One listener's events on their way, written by the request's thread.
    private final class Stream {
        private final Thread thread = Thread.currentThread();
        private final ReentrantLock lock = new ReentrantLock();

        // Empty means: the end.
        private final BlockingQueue<Optional<Event>> queue = new ArrayBlockingQueue<>(WAITING_EVENTS_MAX);

        @GuardedBy("lock")
        private OptionalLong writingSince = OptionalLong.empty();

        /// On the subscription's own thread. Throwing ends the subscription.
        void hand(Event event) {
            Duration takeMax = patience.takeMax();
            try {
                if (!queue.offer(Optional.of(event), takeMax.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("a listener took no event for " + takeMax.toMillis() + " ms");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        void emit(SseSink sink, SseEvent event) {
            writing(OptionalLong.of(System.nanoTime()));
            try {
                sink.emit(event);
            } finally {
                writing(OptionalLong.empty());
            }
        }

        private void writing(OptionalLong since) {
            lock.lock();
            try {
                writingSince = since;
            } finally {
                lock.unlock();
            }
        }

        /// On the watching thread; the lock makes sure that nothing but a write is interrupted.
        void look(long now) {
            lock.lock();
            try {
                if (writingSince.isPresent()
                        && now - writingSince.getAsLong() > patience.writeMax().toNanos()) {
                    thread.interrupt();
                }
            } finally {
                lock.unlock();
            }
        }

        void end() {
            queue.clear();
            var _ = queue.offer(Optional.empty());
        }
    }
}
