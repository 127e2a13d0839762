package dev.fovea.grading;

import dev.fovea.camera.Cameras;
import dev.fovea.image.ImageException;
import dev.fovea.image.Preparation;
import dev.fovea.instances.Admission;
import dev.fovea.instances.InferenceAnswer;
import dev.fovea.instances.InferenceRequest;
import dev.fovea.model.Capture;
import dev.fovea.model.ModelStamp;
import dev.fovea.model.Outcome;
import dev.fovea.model.Quality;
import dev.fovea.model.Result;
import dev.fovea.model.Stage;
import dev.fovea.model.StageTimes;
import dev.fovea.results.Results;
import dev.fovea.results.State;
import dev.fovea.scheduler.Ticker;
import dev.fovea.spool.InFlight;
import dev.fovea.spool.Spool;
import dev.fovea.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// One capture from its bytes to its one result.
///
/// The decoder thread prepares the tensor; a virtual thread waits for the network and writes. Nothing is thrown at
/// either: whatever goes wrong ends the [Journey], and what is not the photograph's own fault parks it. Its own
/// fault is that its file is missing or is not what was accepted, that the network fails on it alone, that the
/// program dies of it again and again, or that working on it has thrown [#FAULTS_MAX] times.
final class CaptureWork {
    /// So often an exception that nobody expects may come of one photograph, from the second time on with nothing
    /// else being worked on. A disk that does not read or a machine without OpenCV does not count.
    static final int FAULTS_MAX = 10;

    private static final System.Logger LOG = System.getLogger(CaptureWork.class.getName());

    private final Spool spool;
    private final InFlight inFlight;
    private final Results results;
    private final Models models;
    private final Cameras cameras;
    private final Ticker ticker;
    private final InstantSource clock;
    private final Pace pace;

    CaptureWork(Grader.Parts parts, Pace pace) {
        this.spool = parts.spool();
        this.inFlight = parts.inFlight();
        this.results = parts.results();
        this.models = parts.models();
        this.cameras = parts.cameras();
        this.ticker = parts.ticker();
        this.clock = parts.clock();
        this.pace = pace;
    }

    /// On a decoder thread. Returns when the photograph is decoded and either finished or handed to the network.
    void begin(Desk desk, Journey journey) {
        try {
            Optional<String> hopeless = hopeless(journey.waiting().standing());
            if (hopeless.isPresent()) {
                fail(journey, Stage.DECODE, hopeless.get(), StageTimes.NONE);
            } else {
                prepare(desk, journey);
            }
        } catch (Throwable e) {
            recover(journey, e);
        }
    }

    private static Optional<String> hopeless(Waiting.Standing standing) {
        if (standing.deaths().isPresent()) {
            return Optional.of("the program died " + standing.deaths().get()
                    + " times in a row while working on this photograph alone");
        }
        return standing.faults() < FAULTS_MAX
                ? Optional.empty()
                : Optional.of("working on this photograph failed " + standing.faults() + " times; the log says how");
    }

    private void prepare(Desk desk, Journey journey) {
        Capture capture = journey.capture();
        Optional<Model> model = models.find(capture.task());
        if (model.isEmpty()) {
            park(journey, "no model is loaded for task " + capture.task());
            return;
        }
        FloatBuffer tensor = journey.place().tensor(model.get().input().size());
        StageTimes times = started(journey.waiting());
        ByteBuffer bytes;
        try {
            bytes = desk.read(spool, capture);
        } catch (StoreException e) {
            unread(journey, e, times);
            return;
        }
        journey.enter(inFlight);
        Preparation preparation = desk.stage().prepare(bytes, model.get().input(), tensor);
        StageTimes prepared =
                times.with(Stage.DECODE, preparation.decode()).with(Stage.PREPROCESS, preparation.preprocess());
        switch (preparation) {
            case Preparation.Rejected rejected -> {
                Outcome ungradable = new Outcome.Ungradable(rejected.fault());
                finish(journey, result(capture, ungradable, rejected.quality(), Optional.empty(), prepared));
            }
            case Preparation.Ready ready ->
                infer(new Prepared(journey, model.get(), tensor, ready.quality(), prepared));
        }
    }

    /// A photograph that is gone or damaged stays so; a disk that did not read now may read later.
    private void unread(Journey journey, StoreException e, StageTimes times) {
        String reason = String.valueOf(e.getMessage());
        LOG.log(System.Logger.Level.WARNING, "capture " + journey.capture().id() + " cannot be read back", e);
        if (e.lost()) {
            fail(journey, Stage.DECODE, reason, times);
        } else {
            park(journey, reason);
        }
    }

    /// A decoded photograph and all that belongs to it.
    private record Prepared(Journey journey, Model model, FloatBuffer tensor, Quality quality, StageTimes times) {}

    private void infer(Prepared prepared) {
        Capture capture = prepared.journey().capture();
        InferenceRequest request =
                new InferenceRequest(capture.id().toString(), prepared.tensor(), capture.priority(), Optional.empty());
        switch (prepared.model().instances().submit(request)) {
            case Admission.Accepted accepted -> await(prepared, accepted);
            case Admission.Refused refused ->
                park(prepared.journey(), "the inference queue refused it: " + refused.reason());
        }
    }

    private void await(Prepared prepared, Admission.Accepted accepted) {
        try {
            Thread.ofVirtual()
                    .name("capture-" + prepared.journey().capture().id())
                    .start(() -> conclude(prepared, accepted));
        } catch (Throwable noThread) {
            // Its tensor goes to another photograph now.
            accepted.answer().cancel(true);
            throw noThread;
        }
    }

    private void conclude(Prepared prepared, Admission.Accepted accepted) {
        try {
            conclude(prepared, accepted.answer().join());
        } catch (Throwable e) {
            recover(prepared.journey(), e);
        }
    }

    private void conclude(Prepared prepared, InferenceAnswer answer) {
        Journey journey = prepared.journey();
        journey.release();
        switch (answer) {
            case InferenceAnswer.Answered answered -> finish(journey, found(prepared, answered));
            case InferenceAnswer.Poisoned poisoned -> {
                Outcome failed = new Outcome.Failed(Stage.INFER, poisoned.reason());
                finish(
                        journey,
                        result(
                                journey.capture(),
                                failed,
                                Optional.of(prepared.quality()),
                                Optional.empty(),
                                prepared.times()));
            }
            case InferenceAnswer.Expired expired -> park(journey, "it waited " + expired.waited() + " for the network");
            case InferenceAnswer.Abandoned abandoned -> park(journey, abandoned.reason());
        }
    }

    private Result found(Prepared prepared, InferenceAnswer.Answered answered) {
        long before = ticker.nanos();
        Outcome.Findings findings = prepared.model().calibration().findings(answered.scores());
        Capture capture = prepared.journey().capture();
        ModelStamp stamp =
                prepared.model().stamp(answered.engine(), capture.identity().source(), cameras);
        StageTimes times = prepared.times()
                .with(Stage.QUEUE, answered.queue())
                .with(Stage.INFER, answered.infer())
                .with(Stage.POST, Duration.ofNanos(ticker.nanos() - before));
        pace.learn(times, answered.batchSize());
        return result(capture, findings, Optional.of(prepared.quality()), Optional.of(stamp), times);
    }

    private StageTimes started(Waiting next) {
        StageTimes times = StageTimes.NONE.with(Stage.WAIT, Duration.ofNanos(ticker.nanos() - next.readySince()));
        return next.accept().map(accept -> times.with(Stage.ACCEPT, accept)).orElse(times);
    }

    private Result result(
            Capture capture, Outcome outcome, Optional<Quality> quality, Optional<ModelStamp> model, StageTimes times) {
        return new Result(capture.id(), capture.content(), outcome, quality, model, times, clock.instant());
    }

    private void fail(Journey journey, Stage stage, String reason, StageTimes times) {
        Outcome failed = new Outcome.Failed(stage, reason);
        finish(journey, result(journey.capture(), failed, Optional.empty(), Optional.empty(), times));
    }

    private void finish(Journey journey, Result result) {
        journey.release();
        try {
            results.finish(result);
        } catch (StoreException notWritten) {
            LOG.log(System.Logger.Level.ERROR, "the result of " + result.capture() + " cannot be written", notWritten);
            park(journey, "its result cannot be written: " + notWritten.getMessage());
            return;
        }
        journey.answered();
    }

    private void park(Journey journey, String reason) {
        park(journey, journey.waiting(), reason);
    }

    /// A run alone that ends is a run that killed nobody: the deaths before it were not this photograph's.
    private void park(Journey journey, Waiting next, String reason) {
        journey.release();
        try {
            if (journey.waiting().alone() && journey.wasInside()) {
                inFlight.soloEnded(journey.capture().id());
            }
        } catch (StoreException stillCounted) {
            LOG.log(System.Logger.Level.WARNING, "capture " + journey.capture().id() + " stays suspect", stillCounted);
        } finally {
            journey.park(next, reason);
        }
    }

    /// The last net: whatever was thrown, the photograph is answered or parked, and the thread goes on.
    private void recover(Journey journey, Throwable e) {
        Waiting next = journey.waiting();
        try {
            journey.release();
            if (isAnswered(journey.capture())) {
                LOG.log(System.Logger.Level.INFO, "capture " + journey.capture().id() + " has its answer already", e);
                journey.answered();
                return;
            }
            LOG.log(
                    System.Logger.Level.ERROR,
                    "working on capture " + journey.capture().id() + " failed",
                    e);
            next = isTheMachines(e) ? next : next.afterFault();
            park(journey, next, "working on it failed: " + e);
        } catch (Throwable worse) {
            LOG.log(System.Logger.Level.ERROR, "capture " + journey.capture().id() + " is tried again", worse);
            journey.park(next, "working on it failed: " + e);
        }
    }

    private static boolean isTheMachines(Throwable e) {
        return e instanceof StoreException || e instanceof ImageException;
    }

    private boolean isAnswered(Capture capture) {
        return results.find(capture.id())
                .filter(view -> view.state() != State.WAITING)
                .isPresent();
    }
}
