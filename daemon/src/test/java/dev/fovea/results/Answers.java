package dev.fovea.results;

import dev.fovea.model.ActivationMap;
import dev.fovea.model.Band;
import dev.fovea.model.Capture;
import dev.fovea.model.ClassScore;
import dev.fovea.model.Laterality;
import dev.fovea.model.ModelStamp;
import dev.fovea.model.Novelty;
import dev.fovea.model.Outcome;
import dev.fovea.model.Quality;
import dev.fovea.model.QualityFault;
import dev.fovea.model.Result;
import dev.fovea.model.Sha256;
import dev.fovea.model.Stage;
import dev.fovea.model.StageTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Made-up answers to captures.
public final class Answers {
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final Quality QUALITY = new Quality(4000, 3000, 0.31, 0.002, 0.17, 1.0 / 3, 0.98, Laterality.RIGHT);
    private static final ModelStamp MODEL = new ModelStamp(
            "eye",
            "1.2.0",
            Sha256.of(new byte[] {1}),
            "onnxruntime-cpu",
            "int8",
            Optional.of("clinic"),
            Optional.of(NOON));

    private Answers() {}

    /// Refer when the probability reaches 0.5.
    public static Result findings(Capture capture, double probability) {
        List<ClassScore> scores = List.of(
                new ClassScore("sound", false, 1 - probability, 0.5), new ClassScore("sick", true, probability, 0.5));
        ActivationMap map = new ActivationMap(2, 1, 2, new float[] {0.5f, -1, (float) probability, 3});
        return result(capture, Outcome.Findings.of(scores, map, Optional.empty()), Optional.of(MODEL));
    }

    /// Uncertain unless the probability reaches 0.5: it has a band below that, and the photograph is a strange one.
    public static Result doubted(Capture capture, double probability) {
        List<ClassScore> scores = List.of(
                new ClassScore("sound", false, 1 - probability, 0.5),
                new ClassScore("sick", true, probability, 0.5, Optional.of(new Band(1.0 / 3, 0.75))));
        ActivationMap map = new ActivationMap(2, 1, 2, new float[] {0.5f, -1, (float) probability, 3});
        Optional<Novelty> novelty = Optional.of(new Novelty(10.0 / 3, 3.2));
        return result(capture, Outcome.Findings.of(scores, map, novelty), Optional.of(MODEL));
    }

    public static Result ungradable(Capture capture, QualityFault fault) {
        return result(capture, new Outcome.Ungradable(fault), Optional.empty());
    }

    public static Result failed(Capture capture, String reason) {
        return result(capture, new Outcome.Failed(Stage.INFER, reason), Optional.empty());
    }

    private static Result result(Capture capture, Outcome outcome, Optional<ModelStamp> model) {
        StageTimes times = StageTimes.NONE
                .with(Stage.DECODE, Duration.ofNanos(12_345_678))
                .with(Stage.INFER, Duration.ofMillis(9));
        return new Result(capture.id(), capture.content(), outcome, Optional.of(QUALITY), model, times, NOON);
    }
}
