package dev.fovea.publish.kserve;

import dev.fovea.engine.EngineMetadata;
import dev.fovea.engine.NetworkShape;
import dev.fovea.engine.Scores;
import dev.fovea.image.InputSpec;
import dev.fovea.image.Preparation;
import dev.fovea.instances.Admission;
import dev.fovea.instances.InferenceAnswer;
import dev.fovea.instances.InferenceRequest;
import dev.fovea.instances.Readiness;
import dev.fovea.model.Laterality;
import dev.fovea.model.Quality;
import dev.fovea.model.QualityFault;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A model of 2x2 pixels whose answer is arithmetic: the first logit is the first number, the second the last, so
/// that any mix-up of images shows. Its picture files are `PIC` and a brightness; any other text cannot be graded.
final class ToyModel implements Catalog {
    static final int SIZE = 12;
    private static final EngineMetadata ENGINE = new EngineMetadata("toy-cpu", "fp32", 3, 2, 2, 3, 1, 2, true, 4);

    final List<InferenceRequest> requests = new CopyOnWriteArrayList<>();
    final List<CompletableFuture<InferenceAnswer>> unanswered = new CopyOnWriteArrayList<>();
    volatile Readiness readiness = new Readiness.Ready();
    volatile Optional<String> reloadFault = Optional.empty();
    volatile Function<InferenceRequest, Admission> engine = this::answer;

    private final ServedModel model = new ServedModel(
            "toy",
            "1.0.0",
            "onnx_onnxv1",
            new NetworkShape("input", 3, 2, 2, "logits", "cam", 3, 1, 2, Optional.of("far")),
            new InputSpec(
                    2,
                    2,
                    List.of(0.0, 0.0, 0.0),
                    List.of(1.0, 1.0, 1.0),
                    InputSpec.Crop.NONE,
                    InputSpec.Resize.AREA,
                    InputSpec.Modality.FUNDUS),
            List.of("calm", "storm", "rain"),
            logits -> new float[] {0.25f, 0.5f, 0.25f},
            request -> {
                requests.add(request);
                return engine.apply(request);
            },
            () -> readiness);

    @Override
    public Optional<ServedModel> find(String name) {
        return name.equals("toy") ? Optional.of(model) : Optional.empty();
    }

    @Override
    public List<ServedModel> all() {
        return List.of(model);
    }

    @Override
    public Optional<String> reload(String name) {
        return reloadFault;
    }

    Admission answer(InferenceRequest request) {
        float first = request.tensor().get(0);
        float last = request.tensor().get(SIZE - 1);
        Scores scores =
                new Scores(new float[] {first, last, -1}, new float[] {0, 1, 2, 3, 4, 5}, Math.abs(first - last));
        return answered(new InferenceAnswer.Answered(
                request.id(), scores, ENGINE, 2, Duration.ofMillis(3), Duration.ofMillis(4)));
    }

    Admission never(InferenceRequest request) {
        CompletableFuture<InferenceAnswer> answer = new CompletableFuture<>();
        unanswered.add(answer);
        return new Admission.Accepted(answer);
    }

    static Admission answered(InferenceAnswer answer) {
        return new Admission.Accepted(CompletableFuture.completedFuture(answer));
    }

    static byte[] picture(int brightness) {
        return new byte[] {'P', 'I', 'C', (byte) brightness};
    }

    static PictureReader reader() {
        return new PictureReader() {
            @Override
            public Preparation prepare(ByteBuffer file, InputSpec spec, FloatBuffer tensor) {
                if (file.remaining() != 4 || file.get(0) != 'P') {
                    return new Preparation.Rejected(
                            QualityFault.UNREADABLE, Optional.empty(), Duration.ZERO, Duration.ZERO);
                }
                for (int i = 0; i < SIZE; i++) {
                    tensor.put(i, file.get(3));
                }
                return new Preparation.Ready(
                        new Quality(2, 2, 0, 0, 0, 0, 1, Laterality.UNKNOWN), Duration.ZERO, Duration.ZERO);
            }

            @Override
            public void close() {}
        };
    }
}
