package dev.fovea.grading;

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
import dev.fovea.scheduler.Ticker;
import dev.fovea.spool.InFlight;
import dev.fovea.spool.Spool;
import dev.fovea.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// One capture from its bytes to its one result.
///
/// The decoder thread prepares the tensor; a virtual thread waits for the network and writes. Whoever ends the
/// journey tells `done` exactly once: with nothing when the result is durable, with a reason when the capture must be
/// tried again later.
final class CaptureWork {
    private static final System.Logger LOG = System.getLogger(CaptureWork.class.getName());

    private final Spool spool;
    private final InFlight inFlight;
    private final Results results;
    private final Models models;
    private final TensorPool tensors;
    private final Ticker ticker;
    private final InstantSource clock;
    private final Pace pace;

    CaptureWork(Grader.Parts parts, TensorPool tensors, Pace pace) {
        this.spool = parts.spool();
        this.inFlight = parts.inFlight();
        this.results = parts.results();
        this.models = parts.models();
        this.ticker = parts.ticker();
        this.clock = parts.clock();
        this.tensors = tensors;
        this.pace = pace;
    }

    /// On a decoder thread. Returns when the photograph is decoded and either finished or handed to the network.
    void begin(Desk desk, Waiting next, Consumer<Optional<String>> done) throws InterruptedException {
        Capture capture = next.capture();
        Optional<Model> model = models.find(capture.task());
        if (model.isEmpty()) {
            done.accept(Optional.of("no model is loaded for task " + capture.task()));
            return;
        }
        FloatBuffer tensor = tensors.take(model.get().input().size());
        InFlight.Mark mark = inFlight.enter(capture.id());
        StageTimes times = started(next);
        try {
            ByteBuffer bytes = desk.read(spool, capture);
            Preparation preparation = desk.stage().prepare(bytes, model.get().input(), tensor);
            StageTimes prepared =
                    times.with(Stage.DECODE, preparation.decode()).with(Stage.PREPROCESS, preparation.preprocess());
            switch (preparation) {
                case Preparation.Rejected rejected -> {
                    tensors.give(tensor);
                    mark.close();
                    finish(capture, new Outcome.Ungradable(rejected.fault()), rejected.quality(), prepared, done);
                }
                case Preparation.Ready ready ->
                    infer(new Prepared(capture, model.get(), tensor, mark, ready.quality(), prepared), done);
            }
        } catch (StoreException unreadable) {
            tensors.give(tensor);
            mark.close();
            LOG.log(System.Logger.Level.WARNING, "capture " + capture.id() + " cannot be read back", unreadable);
            String reason = String.valueOf(unreadable.getMessage());
            finish(capture, new Outcome.Failed(Stage.DECODE, reason), Optional.empty(), times, done);
        }
    }

    /// Ends a capture that has killed the program too often.
    void giveUp(Capture capture, int deaths, Consumer<Optional<String>> done) {
        String reason = "the program died " + deaths + " times while working on this photograph alone";
        finish(capture, new Outcome.Failed(Stage.DECODE, reason), Optional.empty(), StageTimes.NONE, done);
    }

    /// A decoded photograph and all that belongs to it.
    private record Prepared(
            Capture capture, Model model, FloatBuffer tensor, InFlight.Mark mark, Quality quality, StageTimes times) {}

    private void infer(Prepared prepared, Consumer<Optional<String>> done) {
        Capture capture = prepared.capture();
        InferenceRequest request =
                new InferenceRequest(capture.id().toString(), prepared.tensor(), capture.priority(), Optional.empty());
        switch (prepared.model().instances().submit(request)) {
            case Admission.Accepted accepted ->
                Thread.ofVirtual()
                        .name("capture-" + capture.id())
                        .start(() -> conclude(prepared, accepted.answer().join(), done));
            case Admission.Refused refused -> {
                tensors.give(prepared.tensor());
                prepared.mark().close();
                done.accept(Optional.of("the inference queue refused it: " + refused.reason()));
            }
        }
    }

    private void conclude(Prepared prepared, InferenceAnswer answer, Consumer<Optional<String>> done) {
        tensors.give(prepared.tensor());
        prepared.mark().close();
        Capture capture = prepared.capture();
        switch (answer) {
            case InferenceAnswer.Answered answered -> {
                long before = ticker.nanos();
                Outcome.Findings findings = prepared.model().calibration().findings(answered.scores());
                ModelStamp stamp = prepared.model().stamp(answered.engine());
                StageTimes times = prepared.times()
                        .with(Stage.QUEUE, answered.queue())
                        .with(Stage.INFER, answered.infer())
                        .with(Stage.POST, Duration.ofNanos(ticker.nanos() - before));
                pace.learn(times);
                finish(result(capture, findings, Optional.of(prepared.quality()), Optional.of(stamp), times), done);
            }
            case InferenceAnswer.Poisoned poisoned -> {
                Outcome failed = new Outcome.Failed(Stage.INFER, poisoned.reason());
                finish(capture, failed, Optional.of(prepared.quality()), prepared.times(), done);
            }
            case InferenceAnswer.Expired expired ->
                done.accept(Optional.of("it waited " + expired.waited() + " for the network"));
            case InferenceAnswer.Abandoned abandoned -> done.accept(Optional.of(abandoned.reason()));
        }
    }

    private StageTimes started(Waiting next) {
        StageTimes times = StageTimes.NONE.with(Stage.WAIT, Duration.ofNanos(ticker.nanos() - next.readySince()));
        return next.accept().map(accept -> times.with(Stage.ACCEPT, accept)).orElse(times);
    }

    private void finish(
            Capture capture,
            Outcome outcome,
            Optional<Quality> quality,
            StageTimes times,
            Consumer<Optional<String>> done) {
        finish(result(capture, outcome, quality, Optional.empty(), times), done);
    }

    private Result result(
            Capture capture, Outcome outcome, Optional<Quality> quality, Optional<ModelStamp> model, StageTimes times) {
        return new Result(capture.id(), capture.content(), outcome, quality, model, times, clock.instant());
    }

    private void finish(Result result, Consumer<Optional<String>> done) {
        try {
            results.finish(result);
        } catch (StoreException notWritten) {
            LOG.log(System.Logger.Level.ERROR, "the result of " + result.capture() + " cannot be written", notWritten);
            done.accept(Optional.of("its result cannot be written: " + notWritten.getMessage()));
            return;
        }
        done.accept(Optional.empty());
    }
}
