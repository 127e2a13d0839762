package dev.fovea.trtbuild;

import dev.fovea.engine.EngineException;
import dev.fovea.engine.tensorrt.Build;
import dev.fovea.engine.tensorrt.BuildRecipe;
import dev.fovea.engine.tensorrt.FakeGpu;
import dev.fovea.engine.tensorrt.FakeTensorRt;
import dev.fovea.engine.tensorrt.Plan;
import dev.fovea.engine.tensorrt.TensorRt;
import dev.fovea.engine.tensorrt.TensorRtLog;
import dev.fovea.engine.tensorrt.TensorRtVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The child with a TensorRT made of Java, and the ways in which the real one ends. Its first argument says
/// how, its
/// last one is the order's folder.
public final class FakeChildMain {
    private FakeChildMain() {}

    /// What the builder does.
    enum Manner {
        BUILD,
        /// As TensorRT does without a usable GPU.
        ABORT,
        HANG,
        /// Takes memory until it is stopped.
        EAT,

        /// Says that the network is not to its taste.
        REFUSE,

        /// Dies the first time, as a builder does that only trtexec can stand in for.
        DIE_UNLESS_TRTEXEC,
        /// Has the engine of another GPU.
        OTHER_GPU,
        /// Makes an engine that answers nonsense.
        NONSENSE,

        /// Says that it is done, and is not.
        LIE,

        /// Writes to a disk that is full.
        FULL_DISK,
        /// Crashes when it is given what earlier builds have learned.
        CHOKE,

        /// Says more than anybody wants to know.
        CHATTER
    }

    public static void main(String[] arguments) throws IOException {
        ChildMain.dieWithTheParent();
        Manner manner = Manner.valueOf(arguments[0]);
        Order order = Order.read(Path.of(arguments[arguments.length - 1]));
        if (manner == Manner.FULL_DISK) {
            Files.createSymbolicLink(order.made(), Path.of("/dev/full"));
        }
        if (manner == Manner.LIE) {
            ChildMain.say(new BuildLine.Done("all is well"));
            Runtime.getRuntime().halt(ChildMain.MADE);
        }
        boolean made = new Child(order, ChildMain::say).run(log -> tools(manner, order, log), ChildMain::log);
        System.out.flush();
        Runtime.getRuntime().halt(made ? ChildMain.MADE : ChildMain.NOT_MADE);
    }

    private static Child.Tools tools(Manner manner, Order order, TensorRtLog log) {
        try {
            FakeTensorRt inner = new FakeTensorRt(order.network().shape());
            return new Child.Tools(new Fake(inner, manner, log, order), new FakeGpu(false));
        } catch (IOException e) {
            throw new EngineException("the order cannot be read", e);
        }
    }

    private record Fake(FakeTensorRt inner, Manner manner, TensorRtLog log, Order order) implements TensorRt {
        @Override
        public TensorRtVersion version() {
            return manner == Manner.OTHER_GPU ? new TensorRtVersion(8, 5, 2) : inner.version();
        }

        @Override
        public Plan plan(ByteBuffer file) {
            return inner.plan(file);
        }

        @Override
        public Build build(BuildRecipe recipe) {
            for (int i = 0; i < 100; i++) {
                log.log(
                        TensorRtLog.Level.VERBOSE,
                        "--------------- Timing Runner: Conv_" + i + " + Relu (CudnnConvolution)");
            }
            log.log(TensorRtLog.Level.INFO, "oom_score_adj " + oomScore());
            switch (manner) {
                case ABORT -> Runtime.getRuntime().halt(134);
                case HANG -> waitForEver();
                case EAT -> eat();
                case REFUSE -> throw new EngineException("TensorRT cannot read the network: no HardSwish");
                case DIE_UNLESS_TRTEXEC -> Runtime.getRuntime().halt(139);
                case NONSENSE -> inner.becomeWrong();
                case CHOKE -> {
                    if (Files.exists(order.timingsBefore())) {
                        Runtime.getRuntime().halt(139);
                    }
                }
                case CHATTER -> chatter(log);
                case BUILD, OTHER_GPU, LIE, FULL_DISK -> {}
            }
            Build build = inner.build(recipe);
            return new Build(build.plan(), ByteBuffer.wrap(new byte[] {1, 2, 3}), build.precision());
        }

        private static String oomScore() {
            try {
                return Files.readString(Path.of("/proc/self/oom_score_adj")).strip();
            } catch (IOException e) {
                return "unknown";
            }
        }

        private static void chatter(TensorRtLog log) {
            String line = "no GPU, ".repeat(128 * 1024);
            for (int i = 0; i < 20; i++) {
                log.log(TensorRtLog.Level.ERROR, line);
            }
            waitForEver();
        }

        private static void waitForEver() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void eat() {
            List<byte[]> eaten = new ArrayList<>();
            while (eaten.size() < Integer.MAX_VALUE) {
                byte[] bite = new byte[16 << 20];
                Arrays.fill(bite, (byte) 1);
                eaten.add(bite);
            }
        }
    }
}
