package dev.fovea.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.Calibration;
import dev.fovea.camera.Cameras;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.engine.Engine;
import dev.fovea.engine.EngineMetadata;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.Scores;
import dev.fovea.image.ImageLimits;
import dev.fovea.image.Unwrapper;
import dev.fovea.instances.InstanceGroup;
import dev.fovea.instances.InstanceMetrics;
import dev.fovea.instances.InstanceSettings;
import dev.fovea.instances.Recovery;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.model.Outcome;
import dev.fovea.model.Sha256;
import dev.fovea.results.Answers;
import dev.fovea.results.State;
import dev.fovea.scheduler.BatchPolicy;
import dev.fovea.scheduler.Ticker;
import dev.fovea.scheduler.TimeoutAction;
import dev.fovea.spool.Acceptance;
import dev.fovea.spool.Clinic;
import dev.fovea.spool.InFlight;
import dev.fovea.spool.Submission;
import dev.fovea.store.InMemory;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The pump over a real spool, with a network that answers the same to everything.
@Timeout(60)
class GraderTest {
    private static final int TENSORS_MAX = 4;
    private static final long WAIT_MAX = Duration.ofMinutes(2).toNanos();

    /// The task of photographs at whose sight the program throws.
    private static final String BROKEN = "broken";

    private static final Logger QUIET = Logger.getLogger("dev.fovea.grading");

    static {
        QUIET.setLevel(Level.OFF);
    }

    @TempDir(factory = InMemory.class)
    Path root;

    private final List<String> parked = new CopyOnWriteArrayList<>();
    private Clinic clinic;
    private InFlight inFlight;
    private Model model;

    @BeforeEach
    void open() {
        clinic = Clinic.open(root);
        inFlight = InFlight.open(clinic.database());
        Bundle bundle = Bundle.embedded("fundus4");
        InstanceGroup instances = InstanceGroup.start(
                new SteadyEngines(bundle.manifest().shape().classes(), mapSize(bundle), metadata(bundle)),
                List.of(),
                instances(),
                Ticker.SYSTEM,
                InstanceMetrics.NONE);
        model = new Model(bundle, Sha256.of(new byte[] {1}), new Calibration(bundle.manifest()), instances);
    }

    @AfterEach
    void close() {
        model.instances().close();
        clinic.close();
    }

    @Test
    void aDiskThatDoesNotReadNowIsAskedAgainAndCondemnsNobody() throws IOException {
        Capture capture = take(1);
        Path file = file(capture);
        Path kept = file.resolveSibling("kept");
        Files.move(file, kept);
        // It leads to itself, which is neither a missing file nor a wrong one.
        Files.createSymbolicLink(file, file);
        clinic.restart();
        inFlight = InFlight.open(clinic.database());

        try (Grader _ = start(Optional.of(model))) {
            await(() -> !parked.isEmpty());
            assertThat(state(capture)).isEqualTo(State.WAITING);
            Files.delete(file);
            Files.move(kept, file);
            await(() -> state(capture) == State.ANSWERED);
        }
    }

    @Test
    void aPhotographThatIsGoneIsCalledFailed() throws IOException {
        Capture capture = take(1);
        Files.delete(file(capture));

        try (Grader _ = start(Optional.of(model))) {
            await(() -> state(capture) == State.DEAD);
        }

        assertThat(reason(capture)).endsWith("its file is missing");
    }

    @Test
    void aPhotographThatAlwaysThrowsEndsInTheDeadLetterAndTheOthersAreAnswered() {
        Submission sent = Clinic.submission("exam 9", Laterality.RIGHT);
        Capture bad = ((Acceptance.Accepted) clinic.send(
                        Clinic.photograph(9),
                        new Submission(sent.identity(), BROKEN, sent.priority(), Optional.empty(), Optional.empty())))
                .capture();
        Capture good = take(2);

        try (Grader _ = start(Optional.of(model))) {
            await(() -> state(good) == State.ANSWERED && state(bad) == State.DEAD);
        }

        assertThat(reason(bad)).isEqualTo("working on this photograph failed 10 times; the log says how");
        assertThat(parked).hasSize(CaptureWork.FAULTS_MAX);
    }

    @Test
    void whatHasItsAnswerAlreadyEndsQuietly() {
        Capture capture = take(1);
        clinic.results().finish(Answers.findings(capture, 0.2));
        Capture next = take(2);

        try (Grader grader = start(Optional.of(model))) {
            for (int i = 0; i < 2 * TENSORS_MAX; i++) {
                grader.offer(capture, Optional.empty());
            }
            await(() -> state(next) == State.ANSWERED && grader.waiting() == 0);
        }

        assertThat(parked).isEmpty();
        assertThat(state(capture)).isEqualTo(State.ANSWERED);
    }

    @Test
    void aSuspectThatCannotBeFinishedDoesNotKeepTheOthersWaiting() {
        Capture suspect = take(1);
        inFlight.enter(suspect.id(), true);
        clinic.crash();
        inFlight = InFlight.open(clinic.database());
        assertThat(inFlight.found()).hasSize(1);
        AtomicInteger asked = new AtomicInteger();
        Capture other = take(2);

        try (Grader _ = start(models(() -> asked.incrementAndGet() == 1 ? Optional.empty() : Optional.of(model)))) {
            await(() -> state(other) == State.ANSWERED && state(suspect) == State.ANSWERED);
        }

        assertThat(parked).containsExactly("no model is loaded for task fundus4");
    }

    @Test
    void theProgramMayDieSoOftenOverOnePhotographAlone() {
        Capture killer = take(1);
        for (int death = 0; death < 12; death++) {
            inFlight.enter(killer.id(), true);
            clinic.crash();
            inFlight = InFlight.open(clinic.database());
        }

        try (Grader _ = start(Optional.of(model))) {
            await(() -> state(killer) == State.DEAD);
        }

        assertThat(reason(killer))
                .isEqualTo("the program died 12 times in a row while working on this photograph alone");
    }

    @Test
    void aStopBreaksOffNothingAndEndsAtOnceWhenNothingRuns() {
        Grader grader = start(Optional.of(model));
        List<Capture> captures = List.of(take(1), take(2), take(3), take(4));
        captures.forEach(capture -> grader.offer(capture, Optional.empty()));

        grader.close();

        assertThat(captures).noneMatch(capture -> state(capture) == State.DEAD);
        assertThat(parked).isEmpty();
        clinic.crash();
        assertThat(InFlight.open(clinic.database()).found()).isEmpty();
    }

    @Test
    void placesThatCannotBeMarkedAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 65))
                .withMessage("grading.tensors-max must be at most 64, was 65");
    }

    private Capture take(int seed) {
        return clinic.take(DrawnEye.healthy(Laterality.RIGHT, seed).jpeg(400, 300), "exam " + seed, Laterality.RIGHT);
    }

    private Path file(Capture capture) {
        String hash = capture.content().hex();
        return clinic.folder.blobs().resolve(hash.substring(0, 2)).resolve(hash);
    }

    private State state(Capture capture) {
        return clinic.results().find(capture.id()).orElseThrow().state();
    }

    private String reason(Capture capture) {
        return ((Outcome.Failed) clinic.results()
                        .find(capture.id())
                        .orElseThrow()
                        .result()
                        .orElseThrow()
                        .outcome())
                .reason();
    }

    private Grader start(Optional<Model> found) {
        return start(models(() -> found));
    }

    private static Models models(Supplier<Optional<Model>> found) {
        return new Models() {
            @Override
            public Optional<Model> find(String task) {
                if (task.equals(BROKEN)) {
                    throw new AssertionError("bug");
                }
                return found.get();
            }

            @Override
            public List<Model> all() {
                return List.of();
            }

            @Override
            public Reload reload(String task) {
                throw new UnsupportedOperationException("reload");
            }
        };
    }

    private Grader start(Models models) {
        GradingMetrics metrics = new GradingMetrics() {
            @Override
            public void parked(String reason) {
                parked.add(reason);
            }
        };
        Grader.Parts parts = new Grader.Parts(
                clinic.spool(),
                inFlight,
                clinic.results(),
                models,
                Cameras.NONE,
                Unwrapper.NONE,
                Ticker.SYSTEM,
                InstantSource.fixed(Clinic.MORNING),
                metrics);
        return Grader.start(parts, settings(2, TENSORS_MAX));
    }

    private static GradingSettings settings(int decoders, int tensorsMax) {
        return new GradingSettings(
                decoders,
                tensorsMax,
                Duration.ofMillis(10),
                3,
                Duration.ofSeconds(20),
                BacklogHold.NONE,
                ImageLimits.DEFAULT);
    }

    private static InstanceSettings instances() {
        Recovery recovery = new Recovery(
                Duration.ofSeconds(30), Duration.ofSeconds(60), 2, 4, 3, Duration.ofMillis(100), Duration.ofSeconds(1));
        BatchPolicy batch = new BatchPolicy(4, List.of(), Duration.ZERO, TimeoutAction.REJECT, 16, 64 << 20, 3);
        return new InstanceSettings("steady", 1, batch, recovery, Duration.ofHours(1), Duration.ofSeconds(8));
    }

    private static int mapSize(Bundle bundle) {
        return metadata(bundle).mapSize();
    }

    private static EngineMetadata metadata(Bundle bundle) {
        var shape = bundle.manifest().shape();
        return new EngineMetadata(
                "steady",
                "fp32",
                shape.channels(),
                shape.height(),
                shape.width(),
                shape.classes(),
                shape.mapHeight(),
                shape.mapWidth(),
                shape.distance().isPresent(),
                4);
    }

    private static void await(BooleanSupplier done) {
        long begun = System.nanoTime();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime() - begun).as("nanoseconds waited").isLessThan(WAIT_MAX);
            Thread.onSpinWait();
        }
    }

    /// Engines that answer zeros.
    private record SteadyEngines(int classes, int mapSize, EngineMetadata metadata) implements EngineSource {
        @Override
        public Engine open() {
            return new Engine() {
                @Override
                public EngineMetadata metadata() {
                    return SteadyEngines.this.metadata();
                }

                @Override
                public List<Scores> run(List<FloatBuffer> images) {
                    return images.stream()
                            .map(_ -> metadata.distance()
                                    ? new Scores(new float[classes], new float[mapSize], 0)
                                    : new Scores(new float[classes], new float[mapSize]))
                            .toList();
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void renew() {}

        @Override
        public void close() {}
    }
}
