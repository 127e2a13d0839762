package dev.fovea.trtbuild;

import dev.fovea.engine.EngineException;
import dev.fovea.engine.cuda.CudaGpu;
import dev.fovea.engine.cuda.CudaProbe;
import dev.fovea.engine.tensorrt.TensorRtFound;
import dev.fovea.engine.tensorrt.TensorRtLog;
import dev.fovea.engine.tensorrt.TensorRtSearch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The child's program. Its one argument is the folder of its order; it speaks [BuildLine]s on standard output,
/// and
/// TensorRT's own words on standard error. It ends with its parent: when standard input ends, so does it.
public final class ChildMain {
    static final int MADE = 0;
    static final int NOT_MADE = 1;

    private ChildMain() {}

    public static void main(String[] arguments) throws IOException {
        dieWithTheParent();
        Order order = Order.read(Path.of(arguments[0]));
        boolean made = new Child(order, ChildMain::say).run(log -> tools(order, log), ChildMain::log);
        // TensorRT's threads need not be waited for.
        System.out.flush();
        Runtime.getRuntime().halt(made ? MADE : NOT_MADE);
    }

    private static Child.Tools tools(Order order, TensorRtLog log) {
        List<Path> folders = order.libraries();
        return switch (TensorRtSearch.find(
                CudaProbe.probe(Stream.concat(folders.stream(), CudaProbe.FOLDERS.stream())
                        .toList()),
                folders)) {
            case TensorRtFound.No(var reason) -> throw new EngineException(reason);
            case TensorRtFound.Yes yes ->
                new Child.Tools(yes.adapter().load(yes.libraries(), log), CudaGpu.open(yes.cuda()));
        };
    }

    static void dieWithTheParent() {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            try {
                while (System.in.read() >= 0) {}
            } catch (IOException alsoTheEnd) {
                // Falls through.
            }
            Runtime.getRuntime().halt(NOT_MADE);
        });
    }

    static void say(BuildLine line) {
        PrintStream out = System.out;
        synchronized (out) {
            out.println(line.text());
            out.flush();
        }
    }

    static void log(TensorRtLog.Level level, String text) {
        System.err.println(level + " " + text);
    }
}
