package dev.fovea.cli;

import dev.fovea.model.ActivationMap;
import dev.fovea.model.Band;
import dev.fovea.model.ClassScore;
import dev.fovea.model.Novelty;
import dev.fovea.model.Outcome.Failed;
import dev.fovea.model.Outcome.Findings;
import dev.fovea.model.Outcome.Ungradable;
import dev.fovea.model.QualityFault;
import dev.fovea.model.Stage;
import dev.fovea.model.StageTimes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Graded pictures of a model with two classes, `well` and `ill`.
final class Graded {
    static final List<String> CLASSES = List.of("well", "ill");

    private static final StageTimes TIMES = StageTimes.NONE.with(Stage.DECODE, Duration.ofMillis(12));

    private Graded() {}

    static GradedPicture well(String file) {
        return findings(file, 0.1);
    }

    static GradedPicture ill(String file) {
        return findings(file, 0.9);
    }

    /// Its band is 0.2 to 0.8, and a distance is far from 3 on.
    static GradedPicture doubted(String file, double ill, double distance) {
        List<ClassScore> scores = List.of(
                new ClassScore("well", false, 1 - ill, 0.5),
                new ClassScore("ill", true, ill, 0.5, Optional.of(new Band(0.2, 0.8))));
        ActivationMap map = new ActivationMap(2, 1, 1, new float[2]);
        Findings findings = Findings.of(scores, map, Optional.of(new Novelty(distance, 3)));
        return new GradedPicture(Path.of(file), findings, Optional.empty(), TIMES);
    }

    static GradedPicture blurred(String file) {
        return new GradedPicture(Path.of(file), new Ungradable(QualityFault.BLURRED), Optional.empty(), TIMES);
    }

    static GradedPicture failed(String file) {
        return new GradedPicture(
                Path.of(file), new Failed(Stage.INFER, "no, \"never\""), Optional.empty(), StageTimes.NONE);
    }

    static Grading grading(GradedPicture... pictures) {
        return new Grading("two-classes 1.0 fp32", CLASSES, List.of(pictures), 0, Duration.ofSeconds(2));
    }

    private static GradedPicture findings(String file, double ill) {
        List<ClassScore> scores =
                List.of(new ClassScore("well", false, 1 - ill, 0.5), new ClassScore("ill", true, ill, 0.5));
        ActivationMap map = new ActivationMap(2, 1, 1, new float[2]);
        return new GradedPicture(Path.of(file), Findings.of(scores, map, Optional.empty()), Optional.empty(), TIMES);
    }
}
