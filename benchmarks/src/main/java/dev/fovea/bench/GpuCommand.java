package dev.fovea.bench;

import dev.fovea.bench.bare.BarePlan;
import dev.fovea.bench.bare.GroupLoad;
import dev.fovea.bench.eyes.CameraPictures;
import dev.fovea.bench.eyes.Photograph;
import dev.fovea.bench.measure.Report;
import dev.fovea.bench.measure.Slices;
import dev.fovea.bench.measure.Target;
import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.BundleCheck;
import dev.fovea.engine.GoldenTensor;
import dev.fovea.engine.cuda.CudaGpu;
import dev.fovea.engine.cuda.CudaProbe;
import dev.fovea.engine.onnx.OnnxEngines;
import dev.fovea.engine.tensorrt.BatchProfile;
import dev.fovea.engine.tensorrt.Precision;
import dev.fovea.engine.tensorrt.Profiles;
import dev.fovea.engine.tensorrt.TensorRtEngines;
import dev.fovea.engine.tensorrt.TensorRtFound;
import dev.fovea.engine.tensorrt.TensorRtSearch;
import dev.fovea.instances.InstanceSettings;
import dev.fovea.scheduler.BatchPolicy;
import dev.fovea.trtbuild.Agreement;
import dev.fovea.trtbuild.BuildOutcome;
import dev.fovea.trtbuild.BuildSettings;
import dev.fovea.trtbuild.EngineBuilds;
import dev.fovea.trtbuild.EngineFolder;
import dev.fovea.trtbuild.EngineKey;
import dev.fovea.trtbuild.EngineWish;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// TensorRT on this machine's GPU: engines from the shipped bundles, agreement, and the daemon's cost above the bare
/// engine.
@Command(name = "gpu", mixinStandardHelpOptions = true, description = """
                Builds a TensorRT engine from each shipped bundle, compares it with ONNX Runtime on photographs \
                (drawn eyes where there are none), and divides the images per second of the daemon's engine stage \
                by those of a bare enqueue loop on the same engine, at batch 1 and at the largest batch.""")
final class GpuCommand implements Callable<Integer> {
    /// As ./fovea says it when something that is needed is not there.
    private static final int UNAVAILABLE = 69;

    private static final double RATIO_MIN = 0.9;

    @Mixin
    private Place place = new Place();

    @Option(names = "--libraries", paramLabel = "FOLDER", description = "Where NVIDIA's libraries are looked for.")
    private Optional<Path> libraries = Optional.empty();

    @Option(names = "--precision", description = "fp32, fp16 or int8. Default: ${DEFAULT-VALUE}")
    private String precision = "fp16";

    @Option(names = "--batch", description = "The largest batch. Default: ${DEFAULT-VALUE}")
    private int batchMax = 8;

    @Option(names = "--pictures", description = "To compare on. Default: ${DEFAULT-VALUE}")
    private int pictures = 200;

    @Option(names = "--rounds", description = "Repeats of all sides. Default: ${DEFAULT-VALUE}")
    private int rounds = 5;

    @Option(names = "--slice-seconds", description = "Default: ${DEFAULT-VALUE}")
    private int seconds = 3;

    @Override
    public Integer call() throws InterruptedException {
        Report report = place.report();
        List<Path> folders = libraries.stream().toList();
        List<Path> cuda =
                Stream.concat(folders.stream(), CudaProbe.FOLDERS.stream()).toList();
        switch (TensorRtSearch.find(CudaProbe.probe(cuda), folders)) {
            case TensorRtFound.No(var reason) -> {
                report.skipped("nothing was verified: " + reason);
                return UNAVAILABLE;
            }
            case TensorRtFound.Yes yes -> {
                TensorRtEngines.Parts parts = new TensorRtEngines.Parts(
                        yes.adapter().load(yes.libraries(), (_, _) -> {}), CudaGpu.open(yes.cuda()));
                report.line(
                        "TensorRT %s on sm %d, CUDA %s",
                        parts.tensorRt().version(),
                        parts.gpu().device().sm(),
                        yes.cuda().version());
                for (String task : Bundle.embeddedTasks()) {
                    verify(Bundle.embedded(task), parts, folders, report);
                }
                return report.close();
            }
        }
    }

    private void verify(Bundle bundle, TensorRtEngines.Parts parts, List<Path> folders, Report report)
            throws InterruptedException {
        String task = bundle.manifest().task();
        List<BatchProfile> profiles = Profiles.of(List.of(1, batchMax), batchMax);
        EngineWish wish = EngineWish.of(bundle, Precision.of(precision), profiles);
        EngineKey key = new EngineKey(
                wish.hash(), parts.tensorRt().version(), parts.gpu().device().sm(), "none", wish.precision(), profiles);
        EngineBuilds builds = new EngineBuilds(
                EngineFolder.open(place.folder()),
                new BuildSettings(Duration.ofMinutes(30), 16L << 30, 0, 1L << 30),
                EngineBuilds.Surroundings.real(folders, System::nanoTime));
        long begin = System.nanoTime();
        switch (builds.build(wish, key, _ -> {})) {
            case BuildOutcome.Refused(var reason) -> throw new IllegalStateException(task + ": no engine: " + reason);
            case BuildOutcome.Ready ready -> {
                report.line("%s: %s, built in %.0f s", task, ready.how(), (System.nanoTime() - begin) / 1e9);
                agree(bundle, parts, wish, ready, report);
                time(bundle, parts, wish, ready, report);
            }
        }
    }

    private void agree(
            Bundle bundle, TensorRtEngines.Parts parts, EngineWish wish, BuildOutcome.Ready ready, Report report) {
        CameraPictures camera = new CameraPictures(place.retina(), place.seed());
        List<byte[]> files = camera.make(pictures, List.of(1.0)).stream()
                .map((Photograph photograph) -> photograph.bytes(0, 0))
                .toList();
        try (OnnxEngines onnx = OnnxEngines.load(bundle.network(OnnxEngines.NAME), 1);
                TensorRtEngines tensorRt = engines(parts, wish, ready)) {
            Agreement agreement = EngineComparison.of(bundle, tensorRt, onnx, ready.built(), files);
            String on = bundle.manifest().task() + ", " + agreement.pictures() + " pictures, " + camera.origin();
            double same = (double) agreement.sameClass() / agreement.pictures();
            report.finding("same class: " + on, same, "", Target.atLeast(0.995));
            report.finding("probability apart: " + on, agreement.probability(), "", Target.atMost(0.01));
        }
    }

    private void time(
            Bundle bundle, TensorRtEngines.Parts parts, EngineWish wish, BuildOutcome.Ready ready, Report report) {
        Duration slice = Duration.ofSeconds(seconds);
        int streams = 2;
        for (int batch : List.of(1, batchMax)) {
            String bare = bundle.manifest().task() + " bare enqueue loop, batch " + batch;
            String ours = bundle.manifest().task() + " engine stage, batch " + batch;
            TensorRtEngines source = engines(parts, wish, ready);
            List<GoldenTensor> goldens = BundleCheck.admit(
                    bundle,
                    source,
                    EngineWish.form(wish.precision()),
                    ready.built().toleranceMin());
            InstanceSettings defaults = InstanceSettings.defaults("bench");
            BatchPolicy policy = defaults.batch().withSizes(batch, List.of(batch));
            InstanceSettings settings = new InstanceSettings(
                    "bench", streams, policy, defaults.recovery(), defaults.selfTestEvery(), defaults.drainMax());
            try (BarePlan loop = new BarePlan(
                            parts, wish.network().shape(), ready.plan().duplicate());
                    GroupLoad group = GroupLoad.start(source, goldens, settings, 4 * streams * batch)) {
                List<Slices.Side> sides = List.of(
                        new Slices.Side(ours, () -> group.rate(slice)),
                        new Slices.Side(bare, () -> loop.rate(streams, batch, slice)));
                Slices.alternate(1, sides);
                Slices.Measured measured = Slices.alternate(rounds, sides);
                report.ratio(
                        ours + " ÷ " + bare,
                        ours,
                        measured.of(ours),
                        bare,
                        measured.of(bare),
                        "images/s",
                        Target.atLeast(RATIO_MIN));
                // With so many streams busy all the time, a batch takes this long from its copy in to its copy out.
                report.line(
                        "  a batch of %d takes %.2f ms in the bare loop, %.2f ms in the engine stage",
                        batch,
                        1000.0 * streams * batch / measured.of(bare).median(),
                        1000.0 * streams * batch / measured.of(ours).median());
            }
        }
    }

    private TensorRtEngines engines(TensorRtEngines.Parts parts, EngineWish wish, BuildOutcome.Ready ready) {
        return TensorRtEngines.load(
                parts,
                wish.network(),
                ready.built(),
                batchMax,
                () -> ready.plan().duplicate());
    }
}
