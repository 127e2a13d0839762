package dev.fovea.bundle;

import dev.fovea.engine.Engine;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.EngineMetadata;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.GoldenTensor;
import dev.fovea.engine.NetworkShape;
import dev.fovea.engine.Scores;
import dev.fovea.image.ImageLimits;
import dev.fovea.image.ImageStage;
import dev.fovea.image.InputSpec;
import dev.fovea.image.Preparation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Holds a bundle against its own promises before it may answer for a patient: its golden pictures go through
/// our
/// image stage and its network, and what comes out must be what the manifest says.
public final class BundleCheck {
    /// Golden pictures run together, where the engine takes that many.
    private static final int BATCH = 4;

    private BundleCheck() {}

    /// The bundle's golden pictures as tensors, prepared as any photograph is.
    ///
    /// @param engine the name of the engine that will run them, `onnxruntime-cpu`
    /// @throws BundleException when a golden picture is refused by the quality gate
    public static List<GoldenTensor> goldens(Bundle bundle, String engine) {
        InputSpec spec = bundle.manifest().input();
        List<GoldenTensor> tensors = new ArrayList<>();
        try (ImageStage stage = new ImageStage(ImageLimits.DEFAULT)) {
            for (GoldenImage golden : bundle.goldens(engine)) {
                FloatBuffer tensor = ByteBuffer.allocateDirect(Float.BYTES * spec.size())
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
                switch (stage.prepare(direct(golden.file()), spec, tensor)) {
                    case Preparation.Ready _ -> {
                        tensors.add(new GoldenTensor(golden.name(), tensor, golden.answer(), golden.tolerance()));
                    }
                    case Preparation.Rejected rejected ->
                        throw new BundleException(
                                "golden picture " + golden.name() + " does not pass the quality gate: "
                                        + rejected.fault().reason());
                }
            }
        }
        return List.copyOf(tensors);
    }

    /// Runs the golden pictures through an engine: one alone, then all of them side by side, because a network
    /// that mixes the rows of a batch would give one patient another's answer. Each is run once but for the
    /// first:
    /// a start waits for this.
    ///
    /// @return the golden tensors, for the engine's later self-tests
    /// @throws BundleException when the network does not load, has other shapes than the manifest says, or a
    ///     golden answer is off by more than the tolerance
    public static List<GoldenTensor> admit(Bundle bundle, EngineSource source) {
        return admit(bundle, source, source.metadata().engine(), 0);
    }

    /// The same for an engine whose arithmetic is coarser than that of the network's file.
    ///
    /// @param form whose network it was made of, as the manifest's `engines` name it
    /// @param toleranceMin how far a golden logit may be off at least
    public static List<GoldenTensor> admit(Bundle bundle, EngineSource source, String form, float toleranceMin) {
        EngineMetadata metadata = source.metadata();
        checkShapes(bundle.manifest().shape(), metadata);
        List<GoldenTensor> goldens = goldens(bundle, form).stream()
                .map(golden -> golden.toleratingAtLeast(toleranceMin))
                .toList();
        Optional<String> fault;
        try (Engine engine = source.open()) {
            fault = engine.selfTest(goldens.subList(0, 1)).or(() -> together(engine, goldens));
        } catch (EngineException e) {
            throw new BundleException(named(bundle) + " does not run: " + e.getMessage(), e);
        }
        if (fault.isPresent()) {
            throw new BundleException(named(bundle) + " does not answer as promised: " + fault.get());
        }
        return goldens;
    }

    private static Optional<String> together(Engine engine, List<GoldenTensor> goldens) {
        int count = Math.min(engine.metadata().batchMax(), BATCH);
        return IntStream.iterate(0, from -> from < goldens.size(), from -> from + count)
                .mapToObj(from -> goldens.subList(from, Math.min(from + count, goldens.size())))
                .map(batch -> fault(engine, batch))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> fault(Engine engine, List<GoldenTensor> batch) {
        List<Scores> answers =
                engine.run(batch.stream().map(GoldenTensor::image).toList());
        return IntStream.range(0, batch.size())
                .mapToObj(i -> batch.get(i).fault(answers.get(i)))
                .flatMap(Optional::stream)
                .findFirst()
                .map(fault -> "in a batch of " + batch.size() + ", " + fault);
    }

    private static void checkShapes(NetworkShape promised, EngineMetadata found) {
        if (promised.channels() != found.channels()
                || promised.height() != found.height()
                || promised.width() != found.width()
                || promised.classes() != found.classes()
                || promised.mapHeight() != found.mapHeight()
                || promised.mapWidth() != found.mapWidth()
                || promised.distance().isPresent() != found.distance()) {
            throw new BundleException("the engine runs " + found + ", but the manifest promises " + promised);
        }
    }

    private static ByteBuffer direct(byte[] file) {
        return ByteBuffer.allocateDirect(file.length).put(file).flip();
    }

    private static String named(Bundle bundle) {
        return "bundle " + bundle.manifest().name() + " " + bundle.manifest().version();
    }
}
