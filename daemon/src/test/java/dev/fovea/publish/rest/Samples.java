package dev.fovea.publish.rest;

import dev.fovea.image.InputSpec;
import dev.fovea.model.ActivationMap;
import dev.fovea.model.Band;
import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.ClassScore;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.MediaType;
import dev.fovea.model.ModelStamp;
import dev.fovea.model.Novelty;
import dev.fovea.model.Outcome;
import dev.fovea.model.Priority;
import dev.fovea.model.Quality;
import dev.fovea.model.QualityFault;
import dev.fovea.model.Result;
import dev.fovea.model.Sha256;
import dev.fovea.model.Stage;
import dev.fovea.model.StageTimes;
import dev.fovea.results.CaptureView;
import dev.fovea.results.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Captures, results and a model, made up.
public final class Samples {
    public static final Instant MORNING = Instant.parse("2026-11-22T08:00:00.123456Z");

    public static final ModelCard CARD = new ModelCard(
            "eyes2",
            "Two classes",
            "toy",
            "1.2.0",
            List.of(new ModelCard.Klass("calm", "Calm", false), new ModelCard.Klass("storm", "Storm & stress", true)),
            new InputSpec(
                    8,
                    8,
                    List.of(0.5, 0.5, 0.5),
                    List.of(0.5, 0.5, 0.5),
                    InputSpec.Crop.FIELD_OF_VIEW,
                    InputSpec.Resize.AREA,
                    InputSpec.Modality.FUNDUS),
            "fake-cpu",
            "fp32",
            Optional.of("clinic"),
            Optional.empty());

    private Samples() {}

    public static byte[] photograph(int number) {
        byte[] bytes = ("....a photograph, number " + number).getBytes(StandardCharsets.US_ASCII);
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) 0xD8;
        bytes[2] = (byte) 0xFF;
        bytes[3] = (byte) 0xE0;
        return bytes;
    }

    /// The capture of `photograph(number)`, accepted that many seconds after [#MORNING].
    public static Capture capture(int number, String exam, Laterality laterality) {
        byte[] bytes = photograph(number);
        Instant arrived = MORNING.plusSeconds(number);
        return new Capture(
                CaptureId.at(arrived, new Random(number)),
                new Identity(exam, Optional.of("P-" + exam), laterality, "test", Optional.empty()),
                CARD.task(),
                Priority.LIVE,
                arrived,
                Sha256.of(bytes),
                bytes.length,
                MediaType.JPEG,
                Optional.of("eye" + number + ".jpg"));
    }

    public static CaptureView waiting(Capture capture) {
        return new CaptureView(capture, State.WAITING, Optional.empty());
    }

    public static CaptureView found(Capture capture, double storm) {
        List<ClassScore> scores =
                List.of(new ClassScore("calm", false, 1 - storm, 0.5), new ClassScore("storm", true, storm, 0.4));
        ActivationMap map = new ActivationMap(2, 1, 2, new float[] {0, 1, 2, 3});
        return answered(capture, Outcome.Findings.of(scores, map, Optional.empty()), State.ANSWERED);
    }

    /// The answer of a model that knows doubt: the storm's band is 0.2 to 0.6, and a distance is far from 3.2 on.
    public static CaptureView doubted(Capture capture, double storm, double distance) {
        List<ClassScore> scores = List.of(
                new ClassScore("calm", false, 1 - storm, 0.5),
                new ClassScore("storm", true, storm, 0.4, Optional.of(new Band(0.2, 0.6))));
        ActivationMap map = new ActivationMap(2, 1, 2, new float[] {0, 1, 2, 3});
        Optional<Novelty> novelty = Optional.of(new Novelty(distance, 3.2));
        return answered(capture, Outcome.Findings.of(scores, map, novelty), State.ANSWERED);
    }

    /// A photograph whose optic disc lies as in that eye.
    public static CaptureView seen(Capture capture, Laterality disc) {
        return seen(found(capture, 0.1), disc);
    }

    private static CaptureView seen(CaptureView view, Laterality disc) {
        Result result = view.result().orElseThrow();
        return new CaptureView(
                view.capture(),
                view.state(),
                Optional.of(new Result(
                        result.capture(),
                        result.content(),
                        result.outcome(),
                        Optional.of(new Quality(3000, 2000, 0.4, 0, 0.2, 3.5, 1, disc)),
                        result.model(),
                        result.times(),
                        result.answeredAt())));
    }

    /// As [#seen], but not to be graded.
    public static CaptureView ungradableSeen(Capture capture, Laterality disc) {
        return seen(ungradable(capture), disc);
    }

    public static CaptureView ungradable(Capture capture) {
        return answered(capture, new Outcome.Ungradable(QualityFault.NOT_A_RETINA), State.ANSWERED);
    }

    public static CaptureView undecoded(Capture capture) {
        return answered(capture, new Outcome.Failed(Stage.DECODE, "the program died 3 times"), State.DEAD);
    }

    public static CaptureView dead(Capture capture) {
        return answered(capture, new Outcome.Failed(Stage.INFER, "the engine answered nonsense"), State.DEAD);
    }

    private static CaptureView answered(Capture capture, Outcome outcome, State state) {
        Result result = new Result(
                capture.id(),
                capture.content(),
                outcome,
                Optional.of(new Quality(3000, 2000, 0.41234567, 0, 0.2, 3.5, 1, Laterality.UNKNOWN)),
                Optional.of(new ModelStamp(
                        "toy",
                        "1.2.0",
                        Sha256.of(new byte[] {1}),
                        "fake-cpu",
                        "fp32",
                        Optional.of("clinic"),
                        Optional.of(MORNING))),
                StageTimes.NONE.with(Stage.ACCEPT, Duration.ofNanos(1_234_567)).with(Stage.INFER, Duration.ofMillis(7)),
                capture.arrivedAt().plusMillis(90));
        return new CaptureView(capture, state, Optional.of(result));
    }
}
