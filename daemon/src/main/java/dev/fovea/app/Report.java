package dev.fovea.app;

import dev.fovea.bundle.Manifest;
import dev.fovea.engine.EngineMetadata;
import dev.fovea.grading.Model;
import dev.fovea.grading.Models;
import dev.fovea.instances.QueueState;
import dev.fovea.instances.Readiness;
import dev.fovea.model.Priority;
import dev.fovea.publish.metrics.Readings;
import dev.fovea.publish.rest.Accelerator;
import dev.fovea.publish.rest.DaemonStatus;
import dev.fovea.publish.rest.ModelCard;
import dev.fovea.results.Results;
import dev.fovea.spool.Spool;
import dev.fovea.store.Database;
import dev.fovea.store.StoreState;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The daemon's account of itself, for the status, the metrics and the health checks. Every call looks anew.
final class Report {
    /// Of a task without a model.
    private static final QueueState NO_QUEUE = new QueueState(
            Arrays.stream(Priority.values()).collect(Collectors.toMap(priority -> priority, _ -> 0)),
            0,
            0,
            0,
            0,
            0,
            Duration.ZERO);

    private final DaemonConfig config;
    private final Models models;
    private final Database database;
    private final Spool spool;
    private final Results results;
    private final Handover handover;
    private final Supplier<Accelerator> accelerator;
    private final InstantSource clock;
    private final Instant startedAt;

    private volatile Cards cards = new Cards(List.of(), List.of());

    /// What it looks at.
    record Parts(
            Models models,
            Database database,
            Spool spool,
            Results results,
            Handover handover,
            Supplier<Accelerator> accelerator) {}

    Report(DaemonConfig config, Parts parts, InstantSource clock) {
        this.config = config;
        this.models = parts.models();
        this.database = parts.database();
        this.spool = parts.spool();
        this.results = parts.results();
        this.handover = parts.handover();
        this.accelerator = parts.accelerator();
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /// Why photographs are not answered; empty when they are.
    Optional<String> trouble() {
        if (database.state() instanceof StoreState.ReadOnly(var reason, var advice)) {
            return Optional.of(reason + " " + advice);
        }
        return engineTrouble();
    }

    /// Why engines do not answer known images; empty when all do.
    Optional<String> engineTrouble() {
        List<String> troubles = config.models().tasks().stream()
                .flatMap(task -> trouble(task).stream().map(reason -> task + ": " + reason))
                .toList();
        return troubles.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", troubles));
    }

    /// Made anew only when a model was: each answer shows them.
    List<ModelCard> cards() {
        List<Model> now = models.all();
        Cards known = cards;
        if (!known.show(now)) {
            known = new Cards(now, now.stream().map(Report::card).toList());
            cards = known;
        }
        return known.cards();
    }

    private record Cards(List<Model> models, List<ModelCard> cards) {
        @SuppressWarnings("ReferenceEquality") // a model that was loaded anew is another object
        boolean show(List<Model> others) {
            return models.size() == others.size()
                    && IntStream.range(0, models.size()).allMatch(i -> models.get(i) == others.get(i));
        }
    }

    DaemonStatus status() {
        Map<Priority, Integer> waiting = new EnumMap<>(Priority.class);
        long bytes = 0;
        int inFlight = 0;
        for (Model model : models.all()) {
            QueueState queue = model.instances().queue();
            queue.waiting().forEach((priority, count) -> waiting.merge(priority, count, Integer::sum));
            bytes += queue.bytes();
            inFlight += queue.inFlight();
        }
        return new DaemonStatus(
                trouble(),
                Version.text(),
                cards(),
                new DaemonStatus.Queue(waiting, bytes, inFlight),
                results.tally(),
                freeBytes(),
                config.spool().diskFreeMin(),
                accelerator.get(),
                startedAt);
    }

    Readings readings() {
        List<Readings.ModelReadings> readings = config.models().tasks().stream()
                .map(task -> new Readings.ModelReadings(
                        task, () -> queue(task), () -> trouble(task).isEmpty(), () -> acceleration(task)))
                .toList();
        return new Readings(
                results::tally,
                handover::waiting,
                this::oldestAgeSeconds,
                this::freeBytes,
                config.spool().diskFreeMin(),
                readings);
    }

    private Readings.Acceleration acceleration(String task) {
        return accelerator.get().tasks().stream()
                .filter(one -> one.task().equals(task))
                .findFirst()
                .map(one -> new Readings.Acceleration(
                        one.state() == Accelerator.TaskState.SERVING,
                        one.state() == Accelerator.TaskState.FAILED,
                        one.build().map(build -> build.percent() / 100.0).orElse(0.0)))
                .orElse(Readings.Acceleration.NONE);
    }

    private Optional<String> trouble(String task) {
        return models.find(task).map(Report::trouble).orElse(Optional.of("no model is loaded"));
    }

    private QueueState queue(String task) {
        return models.find(task).map(model -> model.instances().queue()).orElse(NO_QUEUE);
    }

    private double oldestAgeSeconds() {
        return spool.oldestWaiting()
                .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }

    /// 0 when the disk does not say.
    private long freeBytes() {
        try {
            return Files.getFileStore(config.dataFolder()).getUsableSpace();
        } catch (IOException unknown) {
            return 0;
        }
    }

    private static Optional<String> trouble(Model model) {
        return model.instances().readiness() instanceof Readiness.NotReady(var reason)
                ? Optional.of(reason)
                : Optional.empty();
    }

    private static ModelCard card(Model model) {
        Manifest manifest = model.bundle().manifest();
        EngineMetadata engine = model.instances().metadata();
        return new ModelCard(
                manifest.task(),
                manifest.title(),
                manifest.name(),
                manifest.version(),
                manifest.classes().stream()
                        .map(one -> new ModelCard.Klass(one.name(), one.label(), one.finding()))
                        .toList(),
                manifest.input(),
                engine.engine(),
                engine.precision(),
                model.bundle().signer(),
                trouble(model));
    }
}
