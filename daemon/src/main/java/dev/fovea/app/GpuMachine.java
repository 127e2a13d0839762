package dev.fovea.app;

import dev.fovea.engine.cuda.CudaGpu;
import dev.fovea.engine.cuda.CudaProbe;
import dev.fovea.engine.cuda.GpuDevice;
import dev.fovea.engine.tensorrt.TensorRtEngines;
import dev.fovea.engine.tensorrt.TensorRtFound;
import dev.fovea.engine.tensorrt.TensorRtLog;
import dev.fovea.engine.tensorrt.TensorRtSearch;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Looks for a GPU. Finding one loads nothing of TensorRT yet.
@FunctionalInterface
public interface GpuMachine {
    Find look();

    /// What was found.
    sealed interface Find {
        record None(String reason) implements Find {}

        /// @param name for a person
        /// @param parts loads TensorRT, once in a process
        record Some(String name, Supplier<TensorRtEngines.Parts> parts) implements Find {}
    }

    /// This machine.
    ///
    /// @param libraries folders where NVIDIA's libraries are looked for first
    static GpuMachine real(List<Path> libraries) {
        List<Path> folders =
                Stream.concat(libraries.stream(), CudaProbe.FOLDERS.stream()).toList();
        return () -> switch (TensorRtSearch.find(CudaProbe.probe(folders), libraries)) {
            case TensorRtFound.No(var reason) -> new Find.None(reason);
            case TensorRtFound.Yes yes ->
                new Find.Some(
                        name(yes),
                        () -> new TensorRtEngines.Parts(
                                yes.adapter().load(yes.libraries(), GpuMachine::log), CudaGpu.open(yes.cuda())));
        };
    }

    private static String name(TensorRtFound.Yes found) {
        GpuDevice device = found.cuda().devices().getFirst();
        return String.format(
                Locale.ROOT,
                "GPU of compute capability %d.%d with %d MiB, CUDA %s, TensorRT %d",
                device.smMajor(),
                device.smMinor(),
                device.memoryBytes() >> 20,
                found.cuda().version(),
                found.adapter().major());
    }

    private static void log(TensorRtLog.Level level, String text) {
        System.Logger logger = System.getLogger("dev.fovea.tensorrt");
        switch (level) {
            case ERROR -> logger.log(System.Logger.Level.ERROR, text);
            case WARNING -> logger.log(System.Logger.Level.WARNING, text);
            case INFO, VERBOSE -> logger.log(System.Logger.Level.DEBUG, text);
        }
    }
}
