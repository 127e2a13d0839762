package dev.fovea.worklist;

import dev.fovea.store.StoreException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Asks the worklist again and again, on a thread of its own. What goes wrong is logged when it begins and when it is
/// over, not each time.
public final class WorklistWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WorklistWatch.class.getName());

    /// A question that is interrupted returns at once.
    private static final Duration STOP_MAX = Duration.ofSeconds(2);

    private final Worklist worklist;
    private final WorklistSource source;
    private final WorklistSettings settings;
    private final WorklistMetrics metrics;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("worklist").factory());

    /// Items refused in one answer that are named in the log, each in a line.
    private static final int NAMED_MAX = 10;

    private volatile Optional<String> trouble = Optional.empty();

    /// Of the round before; only the thread looks at it.
    private Set<String> refused = Set.of();

    WorklistWatch(Worklist worklist, WorklistSource source, WorklistSettings settings, WorklistMetrics metrics) {
        this.worklist = worklist;
        this.source = source;
        this.settings = settings;
        this.metrics = metrics;
    }

    public static WorklistWatch start(
            Worklist worklist, WorklistSource source, WorklistSettings settings, WorklistMetrics metrics) {
        WorklistWatch watch = new WorklistWatch(worklist, source, settings, metrics);
        long period = settings.period().toNanos();
        var _ = watch.thread.scheduleWithFixedDelay(watch::round, 0, period, TimeUnit.NANOSECONDS);
        return watch;
    }

    /// Why the last question was not answered; empty when it was.
    public Optional<String> trouble() {
        return trouble;
    }

    /// One question.
    void round() {
        LocalDate today = worklist.today();
        LocalDate until = today.plusDays(settings.days() - 1L);
        try {
            WorklistSource.Answer answer = source.ask(today, until);
            List<String> sifted = worklist.take(today, until, answer);
            metrics.asked(WorklistMetrics.End.ANSWERED);
            answered(answer.refused(), sifted);
        } catch (WorklistException | StoreException e) {
            failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException bug) {
            // The list that there is matters more: photographs are taken without one, too.
            LOG.log(System.Logger.Level.WARNING, "the worklist could not be asked", bug);
            failed("it failed for no known reason: " + bug);
        }
    }

    private void answered(List<String> unusable, List<String> sifted) {
        Set<String> now = new HashSet<>(unusable);
        now.addAll(sifted);
        List<String> fresh = now.stream()
                .filter(sentence -> !refused.contains(sentence))
                .sorted()
                .toList();
        fresh.stream()
                .limit(NAMED_MAX)
                .forEach(sentence -> LOG.log(System.Logger.Level.WARNING, "worklist: {0}", sentence));
        if (fresh.size() > NAMED_MAX) {
            LOG.log(System.Logger.Level.WARNING, "worklist: and {0} more like these", fresh.size() - NAMED_MAX);
        }
        refused = now;
        if (trouble.isPresent()) {
            LOG.log(System.Logger.Level.INFO, "the worklist answers again");
            trouble = Optional.empty();
        }
    }

    private void failed(String reason) {
        metrics.asked(WorklistMetrics.End.FAILED);
        if (trouble.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "the worklist does not answer, the list before it stays: {0}", reason);
        }
        trouble = Optional.of(reason);
    }

    /// Breaks off a question. Idempotent.
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "the worklist did not stop within {0}", STOP_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
