package dev.fovea.publish.rest;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.exams.Chart;
import dev.fovea.exams.ChartEntry;
import dev.fovea.exams.ChartEntry.Agreement;
import dev.fovea.exams.Exams;
import dev.fovea.exams.Report;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Laterality;
import dev.fovea.results.CaptureQuery;
import dev.fovea.results.CaptureView;
import dev.fovea.results.Event;
import dev.fovea.results.ExamOutcome;
import dev.fovea.results.ExamView;
import dev.fovea.results.Page;
import dev.fovea.results.State;
import dev.fovea.results.Subscription;
import dev.fovea.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Results held in memory, newest first, as the real ones answer. Thread-safe.
public final class FakeArchive implements Archive {
    /// Changes fail from now on, for this reason.
    volatile Optional<String> unwritable = Optional.empty();

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<CaptureId, CaptureView> views = new LinkedHashMap<>();

    @GuardedBy("lock")
    private final List<Event> events = new ArrayList<>();

    @GuardedBy("lock")
    private final List<Listener> listeners = new ArrayList<>();

    /// Puts a capture in and tells the listeners.
    public void put(CaptureView view) {
        lock.lock();
        try {
            views.put(view.capture().id(), view);
            long seq = events.size() + 1L;
            Event event = view.state() == State.WAITING ? new Event.Accepted(seq, view) : new Event.Answered(seq, view);
            events.add(event);
            listeners.forEach(listener -> listener.hear(event));
        } finally {
            lock.unlock();
        }
    }

    /// Tells the listeners that somebody added something to the exam.
    public void chart(String exam) {
        lock.lock();
        try {
            Event event = new Event.Charted(events.size() + 1L, exam);
            events.add(event);
            listeners.forEach(listener -> listener.hear(event));
        } finally {
            lock.unlock();
        }
    }

    public int listening() {
        lock.lock();
        try {
            return (int) listeners.stream().filter(Listener::open).count();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<CaptureView> find(CaptureId id) {
        lock.lock();
        try {
            return Optional.ofNullable(views.get(id));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Page page(CaptureQuery query) {
        List<CaptureView> found = all().stream()
                .filter(view -> query.exam()
                        .map(view.capture().identity().exam()::equals)
                        .orElse(true))
                .filter(view -> query.state().map(view.state()::equals).orElse(true))
                .filter(view -> query.laterality()
                        .map(view.capture().identity().laterality()::equals)
                        .orElse(true))
                .filter(view -> query.since()
                        .map(since -> !view.capture().arrivedAt().isBefore(since))
                        .orElse(true))
                .filter(view -> query.until()
                        .map(until -> view.capture().arrivedAt().isBefore(until))
                        .orElse(true))
                .filter(view -> query.before()
                        .map(before -> view.capture().id().compareTo(before) < 0)
                        .orElse(true))
                .toList();
        boolean more = found.size() > query.limit();
        List<CaptureView> page = more ? found.subList(0, query.limit()) : found;
        return new Page(page, more ? Optional.of(page.getLast().capture().id()) : Optional.empty());
    }

    /// The exams of these captures, to which nobody adds anything.
    Charts charts() {
        return new Charts() {
            @Override
            public Optional<Chart> find(String exam) {
                return list(Instant.EPOCH, Instant.MAX, 100).stream()
                        .filter(chart -> chart.exam().exam().equals(exam))
                        .findFirst();
            }

            @Override
            public List<Chart> list(Instant since, Instant until, int limit) {
                return exams().limit(limit)
                        .map(exam -> new Chart(exam, List.of(), Optional.empty(), 0, Optional.empty()))
                        .toList();
            }

            @Override
            public List<ChartEntry> entries(String exam) {
                return List.of();
            }

            @Override
            public Optional<Report> report(String exam, int edition) {
                return Optional.empty();
            }

            @Override
            public Chart read(
                    String exam,
                    Laterality eye,
                    Optional<CaptureId> judged,
                    Agreement agreement,
                    Optional<String> grade,
                    String author) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Chart note(String exam, String text, String author) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Exams.Finished finish(String exam, String author, Optional<String> remark, Optional<String> seen) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private Stream<ExamView> exams() {
        Map<String, List<CaptureView>> exams = new LinkedHashMap<>();
        for (CaptureView view : all()) {
            exams.computeIfAbsent(view.capture().identity().exam(), _ -> new ArrayList<>())
                    .add(view);
        }
        return exams.entrySet().stream()
                .map(exam -> new ExamView(
                        exam.getKey(),
                        exam.getValue().getFirst().capture().identity().patient(),
                        exam.getValue(),
                        ExamOutcome.of(exam.getValue())));
    }

    @Override
    public void retry(CaptureId id) {
        CaptureView view = find(id).orElseThrow();
        if (view.state() != State.DEAD) {
            throw new IllegalStateException(id + " is not dead");
        }
        unwritable.ifPresent(reason -> {
            throw new StoreException(reason);
        });
        put(Samples.waiting(view.capture()));
    }

    @Override
    public Subscription subscribe(long afterEvent, Consumer<Event> consumer) {
        lock.lock();
        try {
            Listener listener = new Listener(consumer);
            listeners.add(listener);
            if (afterEvent >= 0) {
                events.stream().filter(event -> event.seq() > afterEvent).forEach(listener::hear);
            }
            return listener;
        } finally {
            lock.unlock();
        }
    }

    private List<CaptureView> all() {
        lock.lock();
        try {
            return views.values().stream()
                    .sorted(Comparator.comparing(
                                    (CaptureView view) -> view.capture().id())
                            .reversed())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private static final class Listener implements Subscription {
        private final Consumer<Event> consumer;
        private volatile boolean open = true;

        Listener(Consumer<Event> consumer) {
            this.consumer = consumer;
        }

        void hear(Event event) {
            if (open) {
                consumer.accept(event);
            }
        }

        @Override
        public boolean open() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
