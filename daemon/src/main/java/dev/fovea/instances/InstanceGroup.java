package dev.fovea.instances;

import dev.fovea.engine.EngineException;
import dev.fovea.engine.EngineMetadata;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.GoldenTensor;
import dev.fovea.instances.Admission.Accepted;
import dev.fovea.instances.Admission.Reason;
import dev.fovea.instances.Admission.Refused;
import dev.fovea.model.Priority;
import dev.fovea.scheduler.BatchQueue;
import dev.fovea.scheduler.Ticker;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The engines of one model behind one bounded queue: tensors in, answers out.
///
/// **Exactly one answer.** A request is at any time in one place: waiting in the queue, in the [Step] of one
/// worker, or settled. It leaves the queue under the queue's lock; it leaves a step through the one claim that
/// wins; it is settled through a gate that opens once ([Pending]). Whoever loses a claim drops what it holds. So
/// no request is answered twice, none is forgotten, and nothing that an engine says after it was given up reaches
/// anybody.
///
/// **Its own answer.** Each answer is taken from the place in the engine's list that the request had in the batch,
/// after the list was checked ([AnswerCheck]). Buffers are read in place and read-only; see [InferenceRequest].
///
/// **Failures.** A batch that throws, answers nonsense or hangs is split and each image tried alone on an engine
/// that has just proved itself; engines are rebuilt when one hung or failed on a known image too ([Triage]). A
/// hung thread cannot be stopped, only left to itself: it is replaced, and more than [Recovery#abandonedMax] of
/// them take the group down. While down, waiting requests are abandoned and new ones refused with
/// [Reason#ENGINE_DOWN]; it comes up by itself when an engine can be opened again.
///
/// **Ready** follows known images: every engine answers one when it opens (all, after a failure) and every
/// [InstanceSettings#selfTestEvery], sent through the queue ahead of everything, so overload cannot starve it. A
/// wrong answer takes readiness away at once and has all engines rebuilt; batches that such an engine was running
/// are run again.
///
/// Thread-safe. Do not chain work onto the futures: it would run on the engine's thread. Join them.
public final class InstanceGroup implements AutoCloseable {
    /// What a refused caller is told while nothing was learned yet.
    private static final Duration RETRY_UNLEARNED = Duration.ofSeconds(1);

    private final Kit kit;
    private final Crew crew;

    private InstanceGroup(Kit kit) {
        this.kit = kit;
        this.crew = new Crew(kit);
    }

    /// Returns once every engine is open and has answered a known image well; that a source answers all of them is
    /// for whoever admits its network. The group takes the source over and closes it when its last thread has
    /// ended, also when this method throws.
    ///
    /// @param goldens known images; without any, readiness only follows whether engines are open
    /// @throws EngineException when an engine cannot be opened or answers the known image wrongly
    public static InstanceGroup start(
            EngineSource source,
            List<GoldenTensor> goldens,
            InstanceSettings settings,
            Ticker ticker,
            InstanceMetrics metrics) {
        EngineMetadata metadata = source.metadata();
        BatchQueue<Pending> queue = new BatchQueue<>(settings.batch().within(metadata.batchMax()), ticker);
        InstanceGroup group = new InstanceGroup(
                new Kit(settings, ticker, metadata, new Generations(source), List.copyOf(goldens), queue, metrics));
        group.crew.start();
        return group;
    }

    /// Takes the request or refuses it, at once.
    ///
    /// @throws IllegalArgumentException when the tensor is not the network's size: check input before it gets here
    public Admission submit(InferenceRequest request) {
        int size = request.tensor().limit();
        if (size != kit.metadata().inputSize()) {
            throw new IllegalArgumentException(
                    "tensor of " + request.id() + " must hold " + kit.metadata().inputSize() + " floats, has " + size);
        }
        Pending pending = Pending.of(request, kit.queue(), kit.metrics());
        return switch (kit.queue().offer(pending.entry())) {
            case TAKEN -> {
                kit.metrics().accepted(request.priority());
                if (request.timeout().isPresent()) {
                    kit.queue().nextDueNanos().ifPresent(crew.alarm()::ringBy);
                }
                yield new Accepted(pending);
            }
            case FULL -> refused(Reason.QUEUE_FULL, workAhead());
            case SHUT ->
                crew.open()
                        ? refused(Reason.ENGINE_DOWN, crew.roster().untilHired())
                        : refused(Reason.STOPPING, kit.settings().drainMax());
        };
    }

    public Readiness readiness() {
        return crew.readiness();
    }

    public EngineMetadata metadata() {
        return kit.metadata();
    }

    public QueueState queue() {
        BatchQueue.Depth depth = kit.queue().depth();
        Map<Priority, Integer> waiting = new EnumMap<>(Priority.class);
        for (Priority priority : Priority.values()) {
            waiting.put(priority, depth.levels().get(priority.level() - 1));
        }
        int inFlight = crew.roster().workers().stream()
                .map(Worker::step)
                .filter(step -> !step.isClaimed() && !step.isSelfTest())
                .mapToInt(step -> step.batch().size())
                .sum();
        return new QueueState(
                waiting,
                depth.bytes(),
                inFlight,
                crew.roster().serving(),
                kit.settings().instances(),
                crew.roster().abandoned(),
                kit.queue().timing().perImage());
    }

    /// Takes nothing new, works off what was accepted within [InstanceSettings#drainMax], abandons the rest.
    /// Idempotent.
    @Override
    public void close() {
        crew.close(kit.settings().drainMax());
    }

    /// Looks at the clock again. For tests that own the clock.
    void wake() {
        crew.roster().wake();
        kit.queue().wake();
    }

    private Duration workAhead() {
        Duration ahead = queue().workAhead();
        return ahead.isZero() ? RETRY_UNLEARNED : ahead;
    }

    private Refused refused(Reason reason, Duration retryAfter) {
        kit.metrics().refused(reason);
        return new Refused(reason, retryAfter);
    }
}
