package dev.fovea.camera;

import dev.fovea.model.ActivationMap;
import dev.fovea.model.Band;
import dev.fovea.model.ClassScore;
import dev.fovea.model.Outcome.Findings;
import dev.fovea.model.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Made-up answers of a model with one finding, `ill` from 0.5 on and uncertain from 0.3 on, and `well`.
final class Told {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Sha256 MANIFEST = Sha256.of(new byte[] {1});
    static final Sha256 NETWORK = Sha256.of(new byte[] {2});

    private Told() {}

    static Reading graded(String truth, double ill) {
        List<ClassScore> scores = List.of(
                new ClassScore("ill", true, ill, 0.5, Optional.of(new Band(0.3, 0.5))),
                new ClassScore("well", false, 1 - ill, 0.5));
        ActivationMap map = new ActivationMap(2, 1, 1, new float[2]);
        return new Reading(truth, Optional.of(Findings.of(scores, map, Optional.empty())));
    }

    static Reading ungradable(String truth) {
        return new Reading(truth, Optional.empty());
    }

    static CameraProfile profile(String camera, Sha256 manifest, Instant at) {
        ValidatedModel model = new ValidatedModel("eyes2", "two", "1.0", manifest, NETWORK, "fp32");
        ClassFigures ill = new ClassFigures("ill", 31, 1, 2, new Share(27, 31), new Share(40, 44), 0.953125);
        ClassFigures well = new ClassFigures("well", 44, 3, 0, new Share(40, 44), new Share(27, 31), 0.953125);
        return new CameraProfile(camera, model, at, List.of(ill, well));
    }
}
