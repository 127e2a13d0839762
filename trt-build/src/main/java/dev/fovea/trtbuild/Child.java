package dev.fovea.trtbuild;

import dev.fovea.engine.Engine;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.Network;
import dev.fovea.engine.Scores;
import dev.fovea.engine.cuda.Gpu;
import dev.fovea.engine.onnx.OnnxEngines;
import dev.fovea.engine.tensorrt.BatchProfile;
import dev.fovea.engine.tensorrt.Build;
import dev.fovea.engine.tensorrt.BuildRecipe;
import dev.fovea.engine.tensorrt.TensorRt;
import dev.fovea.engine.tensorrt.TensorRtEngines;
import dev.fovea.engine.tensorrt.TensorRtLog;
import dev.fovea.trtbuild.BuildLine.Done;
import dev.fovea.trtbuild.BuildLine.Failed;
import dev.fovea.trtbuild.BuildLine.Fault;
import dev.fovea.trtbuild.BuildLine.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// What happens in the child: build, compare, write. Its last line says how it went.
final class Child {
    /// A student has some 60 to 150 layers after fusion; each is tried in some forms.
    private static final int LAYERS_EXPECTED = 250;

    private final Order order;
    private final Consumer<BuildLine> said;

    Child(Order order, Consumer<BuildLine> said) {
        this.order = order;
        this.said = said;
    }

    /// What it works with, found by the child itself.
    record Tools(TensorRt tensorRt, Gpu gpu) {}

    /// @param tools given where TensorRT's words go; throws [EngineException] when there is no GPU
    /// @return whether an engine was made
    boolean run(Function<TensorRtLog, Tools> tools, TensorRtLog log) {
        try {
            said.accept(new Progress(BuildStage.STARTING, 0));
            LayerCount count = new LayerCount(
                    log, percent -> said.accept(new Progress(BuildStage.TUNING, percent)), LAYERS_EXPECTED);
            Tools found = machine(() -> tools.apply(count));
            found.gpu().enter();
            EngineKey key = order.key();
            if (!found.tensorRt().version().equals(key.tensorRt())
                    || found.gpu().device().sm() != key.sm()) {
                return failed(
                        Fault.MACHINE,
                        "the child found TensorRT "
                                + found.tensorRt().version() + " on sm "
                                + found.gpu().device().sm() + ", not "
                                + key.tensorRt() + " on sm " + key.sm());
            }
            Build build = build(found.tensorRt(), key);
            said.accept(new Progress(BuildStage.VERIFYING, 0));
            Agreement agreement = compare(found, build);
            Optional<String> fault = agreement.fault(build.precision());
            if (fault.isPresent()) {
                return failed(Fault.VERIFICATION, fault.get());
            }
            said.accept(new Progress(BuildStage.WRITING, 0));
            EngineFile.write(order.made(), key, build.precision(), build.plan());
            said.accept(new Done(agreement.sentence()));
            return true;
        } catch (MachineException e) {
            return failed(Fault.MACHINE, String.valueOf(e.getMessage()));
        } catch (EngineException e) {
            return failed(Fault.BUILDER, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failed(Fault.MACHINE, "a file cannot be read or written: " + e.getMessage());
        }
    }

    private Build build(TensorRt tensorRt, EngineKey key) throws IOException {
        if (Files.exists(order.foreignPlan())) {
            return new Build(read(order.foreignPlan()), ByteBuffer.allocate(0), key.precision());
        }
        said.accept(new Progress(BuildStage.READING, 0));
        Network network = order.network();
        Build build = tensorRt.build(new BuildRecipe(
                order.onnx(),
                network.shape(),
                key.precision(),
                key.profiles(),
                order.workspaceBytes(),
                Files.exists(order.timingsBefore()) ? read(order.timingsBefore()) : ByteBuffer.allocateDirect(0)));
        if (build.timings().hasRemaining()) {
            byte[] timings = new byte[build.timings().remaining()];
            build.timings().duplicate().get(timings);
            Files.write(order.timingsAfter(), timings);
        }
        return build;
    }

    /// Every profile answers every golden picture, side by side with others.
    private Agreement compare(Tools tools, Build build) throws IOException {
        Network network = order.network();
        List<BatchProfile> profiles = order.key().profiles();
        int batchMax = profiles.stream().mapToInt(BatchProfile::max).max().orElseThrow();
        ByteBuffer plan = ByteBuffer.allocateDirect(build.plan().remaining())
                .put(build.plan().duplicate())
                .flip();
        List<FloatBuffer> pictures = order.pictures();
        List<Scores> answers = new ArrayList<>();
        List<Scores> wanted = new ArrayList<>();
        try (EngineSource onnx = OnnxEngines.load(network, 1);
                Engine reference = onnx.open();
                EngineSource source = TensorRtEngines.load(
                        new TensorRtEngines.Parts(tools.tensorRt(), tools.gpu()),
                        network,
                        build.precision(),
                        batchMax,
                        plan::duplicate);
                Engine engine = source.open()) {
            List<Scores> known = new ArrayList<>();
            for (FloatBuffer picture : pictures) {
                known.add(reference.run(List.of(picture)).getFirst());
            }
            for (BatchProfile profile : profiles) {
                for (int from = 0; from < pictures.size(); from += profile.best()) {
                    List<FloatBuffer> batch = new ArrayList<>();
                    for (int i = 0; i < profile.best(); i++) {
                        int which = (from + i) % pictures.size();
                        batch.add(pictures.get(which));
                        wanted.add(known.get(which));
                    }
                    answers.addAll(engine.run(batch));
                }
            }
        } catch (EngineException e) {
            throw new EngineException("the engine was made but does not run: " + e.getMessage(), e);
        }
        return Agreement.of(answers, wanted, order.temperature(), build.precision());
    }

    private boolean failed(Fault fault, String reason) {
        said.accept(new Failed(fault, reason));
        return false;
    }

    private static Tools machine(java.util.function.Supplier<Tools> tools) {
        try {
            return tools.get();
        } catch (EngineException e) {
            throw new MachineException(e);
        }
    }

    /// The machine has no GPU, or no TensorRT that can be loaded.
    private static final class MachineException extends RuntimeException {
        MachineException(EngineException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static ByteBuffer read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
